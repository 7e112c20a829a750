#!/usr/bin/env python3
"""Measures the export of all figures of an index: rows per second, and memory as the peak of RssAnon.

    benches/export.py [--program target/release/search] --index DIR [--query '*'] [--option OPTION]... [FORMAT...]

FORMAT is csv, jsonl, json or sqlite. Without a FORMAT, all four are measured. Runs on Linux only, because it samples
memory in /proc.
"""

import argparse
import os
import re
import subprocess
import tempfile
import time


def peak_of(pid, before):
    try:
        with open(f"/proc/{pid}/status") as status:
            sizes = dict(line.split(":", 1) for line in status)
        return max(before, int(sizes.get("RssAnon", "0 kB").split()[0]))
    except (OSError, ValueError):
        return before


def measure(command, output):
    with open(output, "wb") as out, tempfile.TemporaryFile() as told:
        start, peak = time.perf_counter(), 0
        process = subprocess.Popen(command, stdout=out, stderr=told)
        ended = 0
        while not ended:
            peak = peak_of(process.pid, peak)
            time.sleep(0.005)
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        took = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        spent = usage.ru_utime + usage.ru_stime
        return took, spent, peak, told.read().decode(), process.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="target/release/search")
    parser.add_argument("--index", required=True)
    parser.add_argument("--query", default="*")
    parser.add_argument("--option", action="append", default=[], help="passed on, such as --option=--sort=value")
    parser.add_argument("formats", nargs="*", default=["csv", "jsonl", "json", "sqlite"])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [args.program, "figures", args.query, "--index", args.index, *args.option]
        _, _, _, told, _ = measure([*command, "-n", "1"], os.devnull)
        rows = int(re.search(r"(\d+) figures", told)[1])
        print(f"{'format':8}{'rows':>10}{'seconds':>10}{'CPU s':>8}{'rows/s':>10}{'MB':>8}{'RssAnon MB':>12}")
        for name in args.formats:
            path = os.path.join(folder, f"out.{name}")
            # Write all formats to the same folder, because the speed of its disk affects the result.
            to_stdout = name != "sqlite"
            options = [f"--{name}"] if to_stdout else ["--sqlite", path]
            took, spent, peak, told, status = measure([*command, *options], path if to_stdout else os.devnull)
            if status != 0:
                print(f"{name}: exit status {status}\n{told}")
                continue
            size = os.path.getsize(path) / 1e6
            print(f"{name:8}{rows:>10}{took:>10.2f}{spent:>8.2f}{rows / took:>10.0f}{size:>8.0f}{peak / 1e3:>12.1f}", flush=True)
            os.remove(path)


if __name__ == "__main__":
    main()
