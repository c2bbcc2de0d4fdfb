"""WHAT REALLY HAPPENED, from files: tables that other programs export, read as figures of months.

    decode    bytes to text: encodings, what is no text at all
    table     text to rows under headings: delimiter, what stands before and below the rows
    headings  what a column is called, in many languages
    marks     decimal marks, the order of dates, currencies: one way for the whole file
    mapping   which column is what, proposed or told
    gather    rows to figures of months (deals, billing: their own ways)
    memory    the mapping that was taken last time

Nothing is written here but the memory: `session.measuring` puts figures into a plan.
"""
