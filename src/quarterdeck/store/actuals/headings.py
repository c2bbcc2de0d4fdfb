"""What columns and rows are called in the tables other programs export. Grammar, not labels.

Names of figures are those of `plan.forecast.MonthActual`; the others are roles of a column (`ROLES`). English
first, then German, Spanish, Portuguese, French, Italian, Dutch, Chinese and Arabic.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from quarterdeck.plan.fields import NUMERIC, fields_of
from quarterdeck.plan.forecast import MonthActual, MonthPart
from quarterdeck.plan.money import meant

FIGURES = tuple(field.name for field in fields_of(MonthActual) if field.kind in NUMERIC)
"""What can be known of a month."""
PART_FIGURES = frozenset(field.name for field in fields_of(MonthPart) if field.kind in NUMERIC)
"""What can be known of a part of it."""
STOCKS = frozenset({"customers", "mrr"})
"""As at the end of the month; all others are summed over it."""
LOST = frozenset({"spend", "customers_lost", "contraction_mrr", "churned_mrr"})
"""What goes away."""
MONEY = frozenset(
    {"new_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "mrr", "revenue", "spend", "amount"}
)
DIMENSIONS = ("channel", "campaign", "person", "product")
EVENTS = {"lead_date": "leads", "mql_date": "mqls", "sql_date": "sqls", "created": "opportunities"}
"""Dates of a list with one row for each contact or deal, and what is counted by them."""
ROLES = (
    *("date", "created", "closed", "lead_date", "mql_date", "sql_date"),
    *DIMENSIONS,
    *("stage", "amount", "customer", "interval", "currency", "figure", "note"),
)
"""What a column can be besides a figure."""

_NAMES: dict[str, str] = {
    "date": """
        date; day; month; period; time period; reporting period; reporting starts; year month; yearmonth;
        month year; month of year; invoice date; payment date; paid at; posting date; booking date;
        transaction date; date utc; datum; tag; monat; zeitraum; berichtszeitraum; rechnungsdatum;
        buchungsdatum; belegdatum; zahlungsdatum; fecha; mes; dia; periodo; fecha de factura; fecha de pago;
        data; data da fatura; data do pagamento; data de emissao; mois; jour; periode; date de facturation;
        date de paiement; date de facture; mese; giorno; data fattura; maand; factuurdatum; 日期; 月份; 月;
        开票日期; التاريخ; الشهر""",
    "created": """
        created; create date; created date; created at; created on; created time; creation date;
        date created; deal created; deal created date; open date; opened; opened on; add time;
        deal created on; erstellt; erstellt am; erstelldatum; erstellungsdatum; angelegt am;
        fecha de creacion; creado; creado el; data de criacao; criado em; negocio criado em;
        date de creation; cree le; data di creazione; data creazione; creato il; aangemaakt op; 创建日期;
        创建时间; تاريخ الإنشاء""",
    "closed": """
        closed; close date; closed date; closed at; closed on; closing date; date closed; won date; won on;
        won time; deal closed on; signed on; geschlossen am; abschlussdatum; gewonnen am; abschluss am;
        fecha de cierre; cerrado el; fecha cierre; data de fechamento; fechado em; negocio fechado em;
        date de cloture; cloture le; date de fermeture; data di chiusura; data chiusura; chiuso il;
        sluitingsdatum; 关闭日期; 成交日期; 结束日期; تاريخ الإغلاق""",
    "lead_date": "lead date; lead created; lead created date; lead since; became a lead date; became a lead",
    "mql_date": """
        mql date; mql since; became mql; became an mql; became a marketing qualified lead date;
        date entered marketing qualified lead""",
    "sql_date": """
        sql date; sql since; became sql; became an sql; became a sales qualified lead date;
        date entered sales qualified lead""",
    "channel": """
        channel; source; lead source; original source; original traffic source; marketing channel;
        traffic source; session default channel group; session default channel grouping;
        default channel group; default channel grouping; session source medium; source medium; kanal;
        quelle; leadquelle; lead quelle; herkunft; canal; fuente; fuente del lead; origen; origem;
        origem do lead; fonte; fonte do lead; source du lead; provenance; origine; canale; fonte del lead;
        kanaal; bron; 渠道; 来源; 线索来源; القناة; المصدر""",
    "campaign": """
        campaign; campaign name; ad campaign; utm campaign; kampagne; kampagnenname; campana;
        nombre de la campana; campanha; nome da campanha; campagne; nom de la campagne; campagna;
        nome campagna; nome della campagna; campagnenaam; 广告系列; 活动; 推广活动; 推广系列; الحملة""",
    "person": """
        owner; deal owner; opportunity owner; contact owner; sales rep; rep; salesperson; sales person;
        seller; assigned to; account executive; person; inhaber; verantwortlich; verantwortlicher; zustandig;
        zustandiger; verkaufer; verkauferin; vertriebsmitarbeiter; betreuer; propietario;
        propietario del trato; responsable; vendedor; vendedora; responsavel; proprietario;
        proprietario do negocio; proprietaire; commercial; venditore; responsabile; verkoper; eigenaar;
        负责人; 销售员; 销售代表; المالك; المسؤول""",
    "product": """
        product; product name; plan; plan name; package; produkt; produktname; paket; tarif; producto;
        nombre del producto; produto; nome do produto; produit; nom du produit; prodotto; nome prodotto; 产品;
        المنتج""",
    "stage": """
        stage; deal stage; status; deal status; payment status; invoice status; pipeline stage; phase;
        opportunity stage; outcome; result; verkaufsphase; vertriebsphase; abschlussphase; deal phase;
        zahlungsstatus; rechnungsstatus; etapa; etapa del trato; etapa del negocio; etapa do negocio; estado;
        estado del negocio; situacao; fase; statut; etape; etape de la transaction; stato;
        fase della trattativa; 阶段; 状态; المرحلة; الحالة""",
    "amount": """
        amount; value; deal amount; deal value; deal size; opportunity amount; net; net amount; amount paid;
        invoice amount; amount due; total; total amount; subtotal; gross amount; balance; betrag;
        nettobetrag; netto; rechnungsbetrag; wert; auftragswert; deal wert; summe; saldo; importe; monto;
        importe neto; valor; valor do negocio; valor liquido; valor total; montant; montant ht;
        montant de la transaction; montant net; valeur; importo; importo netto; valore; bedrag; waarde; 金额;
        值; 总额; 交易金额; المبلغ; القيمة""",
    "customer": """
        customer; customer name; customer id; customer email; client; client name; company; company name;
        account name; kunde; kundenname; kundennummer; firma; cliente; nombre del cliente; empresa;
        nome do cliente; nom du client; societe; azienda; nome cliente; ragione sociale; klant; klantnaam;
        客户名称; 公司; العميل; الشركة; اسم العميل""",
    "interval": """
        interval; billing interval; billing period; billing cycle; plan interval; frequency; recurrence;
        intervall; abrechnungsintervall; abrechnungszeitraum; turnus; intervalo; frecuencia; frequencia;
        periodicidad; periodicidade; intervalle; frequence; periodicite; intervallo; frequenza; 周期;
        计费周期; الفترة""",
    "currency": """
        currency; currency code; invoice currency; wahrung; moneda; divisa; moeda; devise; monnaie; valuta;
        货币; 币种; العملة""",
    "figure": """
        account; account description; gl account; category; metric; measure; kpi; figure; item; line item;
        description; konto; kontobezeichnung; kontoname; sachkonto; bezeichnung; kennzahl; kategorie;
        position; cuenta; nombre de la cuenta; concepto; indicador; metrica; categoria; conta;
        conta contabil; compte; libelle; intitule; indicateur; categorie; metrique; conto; descrizione; voce;
        indicatore; rekening; grootboekrekening; 科目; 会计科目; 指标; الحساب; المؤشر; البند""",
    "note": """
        note; notes; remark; remarks; comment; comments; bemerkung; bemerkungen; notiz; anmerkung; nota;
        notas; comentario; observaciones; observacao; remarque; commentaire; opmerking; 备注; ملاحظة""",
    "visits": """
        visits; sessions; website visits; site visits; website sessions; web visits; besuche; sitzungen;
        webseitenbesuche; website besuche; visitas; sesiones; visitas al sitio; sessoes; visitas ao site;
        visites; visites du site; visite; sessioni; bezoeken; sessies; 访问; 访问量; 访问次数; 会话; 会话数;
        الزيارات; الجلسات""",
    "leads": """
        leads; lead; new leads; leads created; leads form; on facebook leads; website leads; new contacts;
        contacts; contacts created; inquiries; enquiries; neue leads; kontakte; neue kontakte; anfragen;
        interessenten; clientes potenciales; nuevos leads; prospectos; contactos; nuevos contactos;
        novos leads; leads gerados; clientes em potencial; contatos; nouveaux leads; prospects;
        clients potentiels; contatti; nuovi lead; nuovi contatti; nieuwe leads; 线索; 新线索; 潜在客户;
        线索数; عملاء محتملون; العملاء المحتملون; العملاء المتوقعون""",
    "mqls": """
        mql; mqls; marketing qualified leads; marketing qualified; leads calificados de marketing;
        leads cualificados de marketing; leads qualificados de marketing; leads qualificados pelo marketing;
        leads qualifies marketing; marketingqualifizierte leads; 营销合格线索; 营销合格潜在客户""",
    "sqls": """
        sql; sqls; sales qualified leads; sales qualified; leads calificados de ventas;
        leads cualificados de ventas; leads qualificados de vendas; leads qualificados para vendas;
        leads qualifies ventes; vertriebsqualifizierte leads; 销售合格线索; 合格销售线索""",
    "bofu": """
        bofu; bofu conversions; raised hands; hand raises; demo requests; demos requested; demos booked;
        quote requests; demoanfragen; angebotsanfragen; solicitudes de demo; pedidos de demonstracao;
        demandes de demo; 漏斗底部转化""",
    "opportunities": """
        opportunities; opps; new opportunities; opportunities created; deals created; new deals;
        deals opened; verkaufschancen; neue verkaufschancen; chancen; neue deals; oportunidades;
        nuevas oportunidades; oportunidades de venta; oportunidades de vendas; novas oportunidades;
        opportunites; nouvelles opportunites; opportunita; nuove opportunita; kansen; 商机; 新商机; 销售机会;
        فرص البيع; الفرص""",
    "wins": """
        wins; won; deals won; won deals; closed won; closed deals; deals closed; new customers; new clients;
        new logos; customers won; gewonnen; gewonnene deals; abschlusse; neukunden; neue kunden;
        gewonnene kunden; acuerdos ganados; negocios ganados; ganados; clientes nuevos; nuevos clientes;
        negocios ganhos; vendas fechadas; ganhos; novos clientes; affaires gagnees; gagnees; nouveaux clients;
        vinte; trattative vinte; nuovi clienti; nieuwe klanten; gewonnen deals; 赢单; 赢单数; 成交数; 新客户;
        عملاء جدد; الصفقات المكسوبة""",
    "losses": """
        losses; lost; deals lost; lost deals; closed lost; verloren; verlorene deals; acuerdos perdidos;
        negocios perdidos; perdidos; affaires perdues; perdues; perse; trattative perse; 输单; 丢单;
        الصفقات الخاسرة""",
    "customers": """
        customers; total customers; active customers; paying customers; customer count;
        customers at end of month; customers end of month; customers at months end; kunden; kunden gesamt;
        aktive kunden; zahlende kunden; kundenzahl; kunden am monatsende; clientes; clientes activos;
        clientes totales; clientes ativos; total de clientes; clients; clients actifs; nombre de clients;
        clienti; clienti attivi; klanten; 客户数; 客户总数; 付费客户; عدد العملاء; العملاء""",
    "customers_lost": """
        customers lost; lost customers; churned customers; cancellations; cancelled customers;
        customers churned; kundigungen; verlorene kunden; abgange; clientes perdidos; bajas; cancelaciones;
        cancelamentos; clients perdus; resiliations; clienti persi; disdette; 流失客户; 流失客户数""",
    "new_mrr": """
        new mrr; mrr new; new business mrr; new subscription mrr; neues mrr; mrr nuevo; nuevo mrr; novo mrr;
        nouveau mrr; nuovo mrr; 新增 mrr""",
    "expansion_mrr": """
        expansion mrr; expansion; upgrade mrr; upgrades; mrr expansion; mrr de expansion; mrr de expansao;
        mrr d expansion""",
    "contraction_mrr": """
        contraction mrr; contraction; downgrade mrr; downgrades; mrr contraction; mrr de contraccion;
        mrr de contracao""",
    "churned_mrr": """
        churned mrr; churn mrr; mrr churn; mrr churned; lost mrr; mrr lost; mrr perdido; mrr perdu;
        mrr perso""",
    "mrr": """
        mrr; monthly recurring revenue; mrr end of month; closing mrr; mrr at end of month; ending mrr;
        monatlich wiederkehrender umsatz; ingresos recurrentes mensuales; receita recorrente mensal;
        revenu mensuel recurrent; 月度经常性收入""",
    "revenue": """
        revenue; revenues; net revenue; sales; net sales; sales revenue; total revenue; turnover; income;
        total income; operating income; sales income; service revenue; subscription revenue;
        software revenue; umsatz; umsatze; umsatzerlose; erlose; nettoumsatz; ingresos;
        ingresos por ventas; ventas; ventas netas; facturacion; receita; receitas; receita de vendas;
        receita liquida; vendas; faturamento; chiffre d affaires; chiffre d affaires net; ventes; revenus;
        produits d exploitation; ricavi; ricavi di vendita; ricavi delle vendite; vendite; fatturato; omzet;
        netto omzet; 收入; 营业收入; 销售收入; 销售额; 营业额; الإيرادات; إيرادات المبيعات; المبيعات""",
    "spend": """
        spend; spent; cost; costs; amount spent; ad spend; ads spend; media spend; total spent; advertising;
        advertising cost; advertising costs; advertising expense; advertising expenses; advertising spend;
        advertising and marketing; advertising marketing; marketing; marketing cost; marketing costs;
        marketing spend; marketing expense; marketing expenses; marketing and sales spend; kosten; ausgaben;
        ausgegebener betrag; werbekosten; werbung; werbeaufwand; marketingkosten; marketingaufwand; gasto;
        gastos; inversion; costo; coste; importe gastado; publicidad; gastos de marketing;
        gastos de publicidad; publicidad y marketing; custo; valor gasto; valor usado; investimento;
        despesas com marketing; despesas de marketing; publicidade; despesas com publicidade; depense;
        depenses; cout; montant depense; publicite; frais de publicite; frais de marketing;
        depenses marketing; spesa; spese; importo speso; pubblicita; costi di marketing; spese di marketing;
        uitgaven; besteed bedrag; reclamekosten; 花费; 费用; 支出; 广告费; 广告支出;
        市场费用; 营销费用; 成本; الإنفاق; التكلفة; المصروفات; مصاريف التسويق; الإعلانات""",
}

_BEFORE = re.compile(
    r"(?:total|number of|no of|nr of|count of|sum of|anzahl(?: der)?|gesamt|zahl der|summe(?: der)?|numero de"
    r"|cantidad de|quantidade de|nombre (?:de|d)|numero di|totale|aantal|合计|总) ?"
)
_BRACKETS = re.compile(r"[(\[（【]([^)\]）】]*)[)\]）】]")
_NO_WORD = re.compile(r"[\W_]+")
_TAIL = re.compile(r"(.+?)(?:\s+in|,|:)?\s+(\S{1,4})")
TOTAL = re.compile(
    r"(?:grand |sub ?|overall )?totale?s?|sum|sums?|gesamt(?:summe|ergebnis|ergebnisse)?|summe|zwischensumme"
    r"|insgesamt|total(?:e?s)? general(?:es)?|suma|somme|ensemble|totaal|totais|total geral"
    r"|results from \d+ \w+|account total|campaigns? total|report total|all (?:campaigns|channels|months)"
    r"|合计|总计|小计|总和|الاجمالي|المجموع"
)
"""Words that begin a row of sums, as `plain` writes them."""


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """A heading as it is looked up: without case, accents, marks, brackets and what stands in them."""
    bare = _BRACKETS.sub(" ", text.casefold())
    letters = unicodedata.normalize("NFKD", bare)
    kept = "".join(char for char in letters if not unicodedata.combining(char))
    return _NO_WORD.sub(" ", kept).strip()


def role_of(heading: str) -> str:
    """The figure or role a heading names, or empty."""
    known = _by_name()
    word = plain(heading)
    base, _ = _without_currency(heading)
    tries = (word, plain(base), _BEFORE.sub("", word, count=1), _BEFORE.sub("", plain(base), count=1))
    return next((known[name] for name in tries if name in known), "")


def currencies_of(heading: str) -> tuple[str, ...]:
    """The currencies a heading can mean: `Cost (USD)`, `Betrag in €`, `Spend USD`."""
    return _without_currency(heading)[1]


@lru_cache(maxsize=20_000)
def is_total(text: str, *, whole: bool = False) -> bool:
    """Whether a row that begins with `text` holds sums of others; `whole`: nothing else is said in it."""
    word = plain(text)
    found = TOTAL.match(word)
    rest = word[found.end() :] if found else ""
    return found is not None and (not rest or (rest[0] == " " and not whole))


def sense(text: str) -> int:
    """How many cells of a text are headings that are known: tells code pages apart."""
    cells = re.split(r"[;,\t|\r\n]", text)
    return sum(bool(role_of(cell.strip(' "'))) for cell in cells[:400])


def _without_currency(heading: str) -> tuple[str, tuple[str, ...]]:
    for inside in _BRACKETS.findall(heading):
        found = meant(inside.strip().removeprefix("in ").strip())
        if found:
            return _BRACKETS.sub(" ", heading), found
    tail = _TAIL.fullmatch(heading.strip())
    found = meant(tail[2]) if tail else ()
    return (tail[1], found) if tail and found else (heading, ())


@cache
def _by_name() -> dict[str, str]:
    return {plain(name): role for role, names in _NAMES.items() for name in names.split(";") if name.strip()}
