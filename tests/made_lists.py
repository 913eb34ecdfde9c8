"""The list files of our own making, one in each publisher's structure; everybody in them is invented."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "data" / "lists"
MADE_LISTS = (
    "ofac/sdn.csv",
    "ofac/cons_prim.csv",
    "ofac/sdn.xml",
    "ofac/sdn_advanced.xml",
    "un/consolidated.xml",
    "eu/eu.xml",
    "eu/eu.csv",
    "uk/ConList.csv",
    "uk/ConList.xml",
    "uk/UK-Sanctions-List.csv",
    "uk/UK-Sanctions-List.xml",
    "seco/seco.xml",
    "opensanctions/targets.simple.csv",
    "opensanctions/entities.ftm.json",
)
