"""What becomes of a deal or a payment, as other programs write it. Grammar, not labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quarterdeck.store.actuals.headings import plain

WON, LOST, OPEN = "won", "lost", "open"
STATES = (WON, LOST, OPEN)
PAID, UNPAID = "paid", "unpaid"

_WORDS = {
    WON: """
        won; closed won; deal won; contract signed; signed; gewonnen; abgeschlossen gewonnen;
        abgeschlossen und gewonnen; vertrag unterschrieben; ganado; ganada; cerrado ganado; cierre ganado;
        ganho; ganha; fechado ganho; negocio fechado; gagne; gagnee; conclue gagnee; signe; vinto; vinta;
        chiuso vinto; chiusa vinta; gewonnen deal; 赢单; 成交; 已成交; 赢得; مكسوبة; مكسوب; تم الفوز""",
    LOST: """
        lost; closed lost; deal lost; disqualified; no decision; verloren; abgeschlossen verloren;
        abgeschlossen und verloren; abgesagt; perdido; perdida; cerrado perdido; cierre perdido;
        fechado perdido; perdu; perdue; conclue perdue; perso; persa; chiuso perso; chiusa persa; 输单; 丢单;
        已输单; خاسرة; خسارة; تمت الخسارة""",
    PAID: """
        paid; succeeded; complete; completed; settled; captured; refunded; partially refunded; bezahlt;
        gezahlt; beglichen; erstattet; pagado; pagada; cobrado; reembolsado; pago; paga; recebido; paye;
        payee; reglee; rembourse; pagato; pagata; rimborsato; betaald; 已付款; 已支付; مدفوع; مدفوعة""",
    UNPAID: """
        draft; void; voided; failed; canceled; cancelled; uncollectible; declined; entwurf; storniert;
        fehlgeschlagen; borrador; anulado; anulada; cancelado; cancelada; rascunho; brouillon; annule;
        annulee; bozza; annullato; annullata; concept; geannuleerd; 草稿; 作废; 已取消; ملغاة; مسودة""",
}
"""A payment that was refunded was one; the refund is a row of its own."""
_YEARLY = (
    "year yearly annual annually jahr jahrlich anual anualmente annuel annuelle annuale jaarlijks 年 سنوي"
)
_MONTHLY = "month monthly monat monatlich mensual mensal mensuel mensuelle mensile maandelijks 月 شهري"
_QUARTERLY = (
    "quarter quarterly quartal vierteljahrlich trimestral trimestriel trimestrielle trimestrale 季 季度"
)

_BY_WORD = {plain(word): state for state, words in _WORDS.items() for word in words.split(";")}
_INTERVALS = {
    plain(word): months
    for words, months in ((_YEARLY, 12), (_MONTHLY, 1), (_QUARTERLY, 3))
    for word in words.split()
}


def state_of(cell: str, told: Mapping[str, str] | None = None) -> str:
    """won, lost, paid or unpaid where a word says so (`told` first); open for every other."""
    word = plain(cell)
    return (told or {}).get(word) or _BY_WORD.get(word, OPEN)


def spoken(cells: Iterable[str]) -> set[str]:
    """The states that some cells tell of, `open` left out."""
    return {state_of(cell) for cell in cells} - {OPEN}


def months_of(cell: str) -> int:
    """How many months a payment is for: 1, 3 or 12; 0 where it does not recur."""
    word = plain(cell)
    return _INTERVALS.get(word, 0) or next(
        (_INTERVALS[part] for part in word.split() if part in _INTERVALS), 0
    )
