"""The document as one file for a browser: no script, nothing fetched, made to be printed as well."""

from __future__ import annotations

from quarterdeck.report.html.page import render

__all__ = ["render"]
