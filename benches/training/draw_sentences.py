#!/usr/bin/env python3
"""Draws sentences about events from a corpus of articles, by stratum, at most two from an article.

    zstd -dc allsides.jsonl.zst | draw_sentences.py --exclude FILE... > sentences.jsonl

Draws only from articles whose SHA-256 starts with a digit from 0 to 7, and skips the articles in the --exclude files.
Each line has the sentence, the two sentences before it, and their offsets in the article. A fifth of the articles is
marked as held out.
"""
import argparse
import collections
import hashlib
import json
import random
import re
import sys

NUMBER = (r"(?:(?!(?:1[6-9]|20)\d\d\b(?!,))\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
          r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|"
          r"thousands?|millions?|dozens?|scores|half)(?:-\w+)?")
STRATA = {  # name: (sentences wanted, pattern of event words)
    "denied": (190, r"den(?:y|ied|ies|ying)|retract\w*|withdrew|false(?:ly)?|debunk\w*|disput\w+|no evidence|incorrect\w*|wrong(?:ly)?|untrue"),
    "forecast": (150, r"forecasts?|project(?:s|ed|ions?)|predict\w*|could (?:die|kill)|would (?:die|kill)|may have|expected to|models?|feared|might"),
    "captured": (150, r"captur\w+|prisoners? of war|surrender\w*|POWs?"),
    "hostages": (110, r"hostages?|kidnap\w*|abduct\w*"),
    "bodies": (90, r"bod(?:y|ies)|corpses?|remains were|skeletons?|mass graves?"),
    "rescued": (110, r"rescu\w+|pulled from|plucked"),
    "missing": (110, r"missing|unaccounted|disappear\w*"),
    "evacuated": (100, r"evacuat\w+|airlifted"),
    "hospitalized": (110, r"hospitali[sz]\w*|hospitals?|intensive care|ICU"),
    "displaced": (130, r"displac\w+|fled|fleeing|refugees?|homeless|driven from"),
    "destroyed": (120, r"destroy\w*|burn(?:ed|t) down|flatten\w*|demolish\w*|razed|shot down|downed"),
    "damaged": (110, r"damag\w+|torched|gutted"),
    "arrested": (110, r"arrest\w*|detain\w*|in custody|rounded up"),
    "infected": (130, r"infect\w+|cases|tested positive|sickened|outbreak|contracted"),
    "recovered": (40, r"recovered|recoveries"),
    "casualties": (60, r"casualt\w+|killed or (?:wounded|injured)|killed and (?:wounded|injured)"),
    "losses": (90, r"losses|lost"),
    "affected": (60, r"affected|stranded|without power|in need of"),
    "toll": (90, r"tolls?|fatalit\w+|body count"),
    "armed": (340, None),
    "trap": (300, None),
    "kw": (500, r"kill(?:ed|s|ing|ings)?|dead|d(?:ie|ied|ies|ying)|deaths?|injur\w+|wound\w+|slain|murder\w*|massacr\w*|executed|beheaded|shot"),
}
ARMED = (r"(?:troops|soldiers|militants?|rebels?|gunm[ae]n|bombers?|attackers?|forces|army|military|police|Taliban|ISIS|Isis|Islamic State|"
         r"Hamas|Boko Haram|al-Qaeda|al Qaeda|Israel\w*|Russian?|Syrian?|Saudi\w*|Iran\w*|Turk\w+|drones?|airstrikes?|strikes?|bomb(?:ing|ings|s)?|shelling)")
EVENT = r"(?:kill\w*|wound\w*|injur\w*|captur\w*|destroy\w*|attack\w*|bomb\w*|shell\w*|massacr\w*|execut\w*|behead\w*|struck|shot)"
TRAP = (r"(?:per (?:100,000|million|day|year|capita|week)|every (?:day|year|hour|minute|\w+ minutes)|a (?:day|year|week)|one in|in every|times (?:as|more)|more than (?:twice|double)|"
        r"fewer deaths|rate|odds|risk|aged?|years? old|year-old|bill|votes?|seats?|ratings|market|jobs|game)")
PER_EVENT = r"(?:kill\w*|dead|die[sd]?|deaths?|injur\w*|wound\w*|lost|victims?|captur\w*|destroy\w*|shot|casualt\w*|homicides?|suicides?|murders?|overdose\w*|crash\w*)"
ABBREV = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Sen|Rep|Gov|Sens|Reps|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|St|Jr|Sr|No|vs|Inc|Co|Corp|Capt|Maj|Prof|Rev|Pvt|Cpl|a\.m|p\.m|U\.S|U\.N|U\.K|D\.C|[A-Z]))\.$")
END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9])|\n")

def near(words):
    return re.compile(rf"(?i:\b{NUMBER}\b)(?:\W+[\w’'.,-]+){{0,8}}?\W+(?i:{words})\b|\b(?i:{words})(?:\W+[\w’'.,-]+){{0,8}}?\W+(?i:{NUMBER}\b)")

def sentences(text):
    out, start = [], 0
    for m in END.finditer(text):
        head = text[start:m.end()]
        if m.group()[0] == "." and ABBREV.search(text[max(start, m.start() - 12):m.start() + 1]) and not re.match(r"\n", text[m.end():m.end() + 1]):
            continue
        if head.strip():
            lead = len(head) - len(head.lstrip())
            out.append((start + lead, start + len(head.rstrip())))
        start = m.end()
    if text[start:].strip():
        lead = len(text[start:]) - len(text[start:].lstrip())
        out.append((start + lead, start + len(text[start:].rstrip())))
    return out

def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--exclude", nargs="*", default=[])
    ap.add_argument("--seed", type=int, default=1711)
    a = ap.parse_args()
    skip, skip_text = set(), set()
    for f in a.exclude:
        for l in open(f, encoding="utf8"):
            d = json.loads(l)
            skip.add(d.get("article") or d.get("id"))
            skip.add(d.get("id"))
            skip_text.add(re.sub(r"\W+", "", d.get("sentence", ""))[:60])
    tests = {k: near(w) for k, (_, w) in STRATA.items() if w}
    tests["armed"] = re.compile(rf"\b(?:{ARMED})\b(?:\W+[\w’'.,-]+){{0,6}}?\W+(?i:{EVENT})\b(?:\W+[\w’'.,-]+){{0,6}}?\W+(?i:{NUMBER})\b|(?i:\b{NUMBER})\b(?:\W+[\w’'.,-]+){{0,6}}?\W+(?i:{EVENT})\b(?:\W+[\w’'.,-]+){{0,4}}?\W+(?:by|in)\b(?:\W+[\w’'.,-]+){{0,4}}?\W+(?:{ARMED})\b")
    tests["trap"] = re.compile(rf"(?i:\b{NUMBER}\b.{{0,80}}\b{TRAP}\b.{{0,80}}\b{PER_EVENT}\b|\b{PER_EVENT}\b.{{0,80}}\b{NUMBER}\b.{{0,40}}\b{TRAP}\b)")
    number = re.compile(rf"(?i:\b{NUMBER}\b)")
    pools = collections.defaultdict(list)
    for line in sys.stdin:
        d = json.loads(line)
        if d["id"] in skip or hashlib.sha256(d["id"].encode()).hexdigest()[0] not in "01234567":
            continue
        text = d["text"]
        spans = sentences(text)
        for i, (s, e) in enumerate(spans):
            t = text[s:e]
            if not 8 <= len(t.split()) <= 60 or not number.search(t) or re.sub(r"\W+", "", t)[:60] in skip_text:
                continue
            for name, rx in tests.items():
                if rx.search(t):
                    first = spans[max(0, i - 2)][0]
                    if s - first > 1500:
                        first = spans[max(0, i - 1)][0] if s - spans[max(0, i - 1)][0] <= 1500 else s
                    pools[name].append((d["id"], d.get("title"), d.get("date") or d.get("published"), d.get("source") or d.get("outlet"), first, s, e, text[first:s], t))
    rng = random.Random(a.seed)
    per, taken, out = collections.Counter(), set(), []
    for name, (want, _) in STRATA.items():
        pool = pools[name]
        rng.shuffle(pool)
        n = 0
        for item in pool:
            key = re.sub(r"\W+", "", item[8])[:60]
            if n >= want:
                break
            if per[item[0]] >= 2 or key in taken:
                continue
            per[item[0]] += 1
            taken.add(key)
            n += 1
            out.append((name, item))
        print(f"{name}: {n} of {len(pool)}", file=sys.stderr)
    rng.shuffle(out)
    for n, (name, (aid, title, date, outlet, first, s, e, before, sent)) in enumerate(out):
        # Hold out a fifth of the articles. All sentences of an article are on the same side of the split.
        held = int(hashlib.sha256(("held " + aid).encode()).hexdigest(), 16) % 5 == 0
        print(json.dumps({"id": f"s{n:04}", "article": aid, "title": title, "published": date, "outlet": outlet, "stratum": name, "held_out": held,
                          "first": first, "start": s, "end": e, "before": before.replace("\n", " "), "sentence": sent.replace("\n", " ")}, ensure_ascii=False))

main()
