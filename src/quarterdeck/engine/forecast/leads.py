"""Leads from channels: seasonal, organic and paid, with saturation."""

from __future__ import annotations

from quarterdeck.engine.forecast.inputs import Channel, Flow, Inputs
from quarterdeck.engine.forecast.track import Track, added, lacking
from quarterdeck.plan.paths import quoted


def leads(inputs: Inputs) -> Track:
    """New leads a month: L[t] = σ[m(t)] · Σ_c (O_c[t] + paid_c[t]). The season acts here and nowhere else."""
    if not inputs.channels:
        return lacking("forecast.channels", reason="no_channels")
    factor = inputs.lead_factor
    season = tuple(factor * inputs.seasonality[int(month[5:7]) - 1] for month in inputs.months)
    return added([of_channel(inputs, channel, season) for channel in inputs.channels], len(inputs.months))


def of_channel(inputs: Inputs, channel: Channel, season: Flow) -> Track:
    """Leads of one channel, given the seasonal index of every month."""
    here = f"forecast.channels.{quoted(channel.id)}"
    if channel.spend and any(channel.spend) and not channel.cost_per_lead:
        reason = "no_data" if channel.cost_per_lead is None else "zero_price"
        return lacking(f"{here}.cost_per_lead", reason=reason)
    if channel.organic_leads is None and channel.spend is None:
        return lacking(f"{here}.organic_leads")
    organic = inputs.by_month(f"{here}.organic_leads", channel.organic_leads or 0.0)
    costs = inputs.by_month(f"{here}.cost_per_lead", channel.cost_per_lead or 1.0)
    spend = channel.spend or (0.0,) * len(season)
    values, grown = [], 1.0
    for index, free, amount, cost in zip(season, organic, spend, costs, strict=True):
        bought = paid(amount, cost, channel.reference_spend, channel.saturation)
        values.append(index * (free * grown + bought))
        grown *= 1.0 + channel.growth
    return Track(tuple(values))


def paid(spend: float, cost_per_lead: float, reference: float | None, saturation: float) -> float:
    """Leads bought for `spend`: (S⁰/CPL)·(S/S⁰)^β, and S/CPL where no reference spend S⁰ is known."""
    if spend <= 0 or cost_per_lead <= 0:
        return 0.0
    if not reference or saturation == 1.0:
        return spend / cost_per_lead
    return float(reference / cost_per_lead * (spend / reference) ** saturation)
