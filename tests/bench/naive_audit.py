#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Peer: the audit as a script: zipfile, html.parser, one regular expression for each phrase, a CSV of what was found.

naive_audit.py FOLDER PHRASES OUT.csv [FIRST]   only the first FIRST packages"""
import csv
import html.parser
import os
import re
import sys
import zipfile


class Text(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts, self.skipped = [], 0

    def handle_starttag(self, tag, attrs):
        self.skipped += tag in ("script", "style")
        self.parts.append(" ")

    def handle_endtag(self, tag):
        self.skipped -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.skipped:
            self.parts.append(data)


folder, phrases, out = sys.argv[1:4]
names = sorted(os.listdir(folder))[:int(sys.argv[4]) if len(sys.argv) > 4 else None]
patterns = [re.compile(r"\b" + r"\w*\s+".join(map(re.escape, line.split())) + r"\w*\b", re.I) for line in open(phrases, encoding="utf-8")]
with open(out, "w", newline="", encoding="utf-8") as file:
    rows = csv.writer(file)
    for name in names:
        with zipfile.ZipFile(os.path.join(folder, name)) as package:
            for info in package.infolist():
                if info.filename.startswith("media/"):
                    continue
                parser = Text()
                parser.feed(package.read(info).decode("utf-8", "replace"))
                text = re.sub(r"\s+", " ", "".join(parser.parts))
                for pattern in patterns:
                    for match in pattern.finditer(text):
                        rows.writerow([name, info.filename, pattern.pattern, text[max(0, match.start() - 60):match.end() + 60]])
