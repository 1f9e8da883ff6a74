"""What an office could use instead, as a shell would call it; each prints a line "address rows" a printer.

`$CIDR` is what is asked, `$FIRST` and `$LAST` its ends, `$DIR` a folder for files, `$RUNS` how we are called.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass

# As people would read what was found: 32 at once, 25 rows a question.
_BULKWALK = (
    "xargs -a $DIR/found -P32 -I{} sh -c "
    "'echo {} $(snmpbulkwalk -v2c -c public -Cr25 -On {} .1 2>/dev/null | grep -vc \"No more\")'"
)
_SCRAPE = """
prometheus-snmp-exporter --config.file=/etc/prometheus/snmp.yml --web.listen-address=127.0.0.1:9116 \
  --log.level=error & exporter=$!
until (echo > /dev/tcp/127.0.0.1/9116) 2>/dev/null; do sleep .05; done
xargs -a $DIR/found -P32 -I{} sh -c 'echo {} $(curl -s \
  "http://127.0.0.1:9116/snmp?module=printer_mib&target={}" | grep -vc "^#")'
kill $exporter
"""
_NETDISCOVERY = """mkdir -p $DIR/fusion
fusioninventory-netdiscovery --first $FIRST --last $LAST --threads 32 --timeout 1 --community public \
  -i -s $DIR/fusion >/dev/null 2>&1
for file in $DIR/fusion/netinventory/*.xml; do
  echo $(basename $file .xml) $(grep -cE '<[A-Z]+>[^<]+<' $file)
done
"""
_BRAA = 'braa "public@$FIRST-$LAST:.1.3.6.1.2.1.1.2.0" 2>/dev/null'
_ADDRESSES = "grep -oE '^[0-9]+(\\.[0-9]+){3}' | sort -u > $DIR/found"
_NMAP = "nmap -n -Pn -sU -p161 --open --max-retries 1 --min-rate 1000 --max-rtt-timeout 500ms -oG - $CIDR"


@dataclass(frozen=True, slots=True)
class Peer:
    """One of them: the programs that it needs, its script, and on how many addresses it makes sense."""

    name: str
    needs: tuple[str, ...]
    script: str
    most_addresses: int = 1 << 16

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not installed here."""
        return tuple(program for program in self.needs if shutil.which(program) is None)


OURS = Peer(
    "meters",
    (),
    "$RUNS --data $DIR/data scan $CIDR --no-send --json $DIR/report.json >/dev/null 2>$DIR/said\n"
    'python3 -c "import json,sys\n'
    "for p in json.load(open(sys.argv[1]))['printers']:"
    " print(p['ip_address'], 400 if p['read_status'] == 'ok' else 0)\" $DIR/report.json",
)
PEERS = (
    Peer(
        "nmap tuned + snmpbulkwalk",
        ("nmap", "snmpbulkwalk"),
        f"{_NMAP} | awk '/161\\/open\\/udp/{{print $2}}' > $DIR/found\n{_BULKWALK}",
        most_addresses=1 << 12,
    ),
    Peer("braa + snmpbulkwalk", ("braa", "snmpbulkwalk"), f"{_BRAA} | {_ADDRESSES}\n{_BULKWALK}"),
    Peer(
        "onesixtyone -w1 + snmpbulkwalk",
        ("onesixtyone", "snmpbulkwalk"),
        f"onesixtyone -w 1 $CIDR public | {_ADDRESSES}\n{_BULKWALK}",
    ),
    Peer(
        "braa + snmp_exporter",
        ("braa", "prometheus-snmp-exporter", "curl"),
        f"{_BRAA} | {_ADDRESSES}\n{_SCRAPE}",
    ),
    Peer(
        "FusionInventory, 32 threads",
        ("fusioninventory-netdiscovery",),
        _NETDISCOVERY,
        most_addresses=1 << 8,
    ),
)
