"""Signs and decimals of currencies. A small table on purpose: Babel's takes 25 ms to import."""

from __future__ import annotations

from quarterdeck.plan.currencies import CODES


def _table(text: str) -> dict[str, tuple[str, ...]]:
    rows = (line.split() for line in text.strip().splitlines())
    return {first: tuple(rest) for first, *rest in rows}


SIGNS: dict[str, str] = {
    code: signs[0]
    for code, signs in _table(
        """
        EUR €
        USD $
        GBP £
        JPY ¥
        CNY CN¥
        INR ₹
        KRW ₩
        ILS ₪
        NGN ₦
        PHP ₱
        VND ₫
        UAH ₴
        TRY ₺
        KZT ₸
        GHS GH₵
        CRC ₡
        BRL R$
        AUD A$
        CAD C$
        NZD NZ$
        HKD HK$
        SGD S$
        MXN MX$
        TWD NT$
        """
    ).items()
}
"""How amounts of a currency are marked, before the number. The others are marked by their code."""

TYPED: dict[str, tuple[str, ...]] = _table(
    """
    €     EUR
    euro  EUR
    euros EUR
    £     GBP EGP
    pounds GBP
    $     USD AUD CAD NZD HKD SGD MXN TWD ARS CLP COP
    us$   USD
    dollars USD AUD CAD NZD HKD SGD TWD
    ¥     JPY CNY
    円    JPY
    yen   JPY
    元    CNY
    cn¥   CNY
    ₹     INR
    rs    INR PKR LKR NPR MUR
    rs.   INR PKR LKR NPR MUR
    ₩     KRW
    원    KRW
    ₪     ILS
    ₦     NGN
    ₱     PHP
    ₫     VND
    ₴     UAH
    ₺     TRY
    ₸     KZT
    ₵     GHS
    gh₵   GHS
    ₡     CRC
    ₽     RUB
    ฿     THB
    r$    BRL
    a$    AUD
    au$   AUD
    c$    CAD
    ca$   CAD
    nz$   NZD
    hk$   HKD
    s$    SGD
    mx$   MXN
    nt$   TWD
    fr    CHF XAF XOF
    fr.   CHF XAF XOF
    sfr   CHF
    kr    SEK NOK DKK ISK
    kr.   SEK NOK DKK ISK
    zł    PLN
    kč    CZK
    ft    HUF
    """
)
"""What a founder may type beside an amount, in lower case, and the currencies it can stand for."""

_KNOWN = frozenset(CODES)
_DECIMALS = {
    code: int(places)
    for places, codes in _table(
        """
        0 BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF
        3 BHD IQD JOD KWD LYD OMR TND
        """
    ).items()
    for code in codes
}


def digits(code: str) -> int:
    """Decimals of an amount: 2 for most, 0 for the yen, 3 for the Kuwaiti dinar."""
    return _DECIMALS.get(code, 2)


def mark(code: str) -> str:
    """What stands before an amount: a sign, or the code and a space that does not break."""
    if not code:
        return ""
    return SIGNS.get(code) or f"{code}\u00a0"


def meant(typed: str) -> tuple[str, ...]:
    """The currencies a sign or code beside an amount can stand for; none if it is no such thing."""
    code = typed.upper()
    return (code,) if code in _KNOWN else TYPED.get(typed.casefold(), ())
