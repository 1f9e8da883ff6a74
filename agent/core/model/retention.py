"""For how long what is known stays, and for how long it is told: every such period stands here.

All of them are counted back from a stored moment (see ages). What docs/admin/security.md says of the data
on this computer, and what sentences say of days, is said from these.
"""

from datetime import timedelta

# In the store. Each device's newest reading stays for ever.
WHOLE_READINGS_FOR = timedelta(days=90)  # with their document and alerts
DAILY_READINGS_FOR = timedelta(days=400)  # the small numbers, one reading a device and day; then one a month
LETTERS_FOR = timedelta(days=90)  # the bytes of one that was sent or ended by a person
LETTERS_WAIT_FOR = timedelta(days=90)  # a report older than that helps nobody
LETTERS_IN_DOUBT = 7  # so many of a damaged store's newest letters are queued again

# In the report. A printer's last values are first stale, then missing; then it is retired, then gone.
STALE_FOR = timedelta(days=7)
SILENT_FOR = timedelta(days=90)
RETIRED_FOR = timedelta(days=30)
CHARTS_FOR = timedelta(days=90)  # what the charts of page and mail show
# Two whole months and both their ends lie in it, and the days of the charts.
PAST_READ_FOR = timedelta(days=100)
EVENTS_FOR = timedelta(days=90)
FLAGS_FOR = timedelta(days=30)
CANCELLED_RUNS_FOR = timedelta(days=90)  # the report that says it first may get lost, too
DAMAGE_FOR = timedelta(days=7)  # what befell store and agent

# In the scan.
WAITED_FOR_SILENT = timedelta(days=30)  # a device that was silent for longer is not waited for any more
DO_NOT_POLL_FOR = timedelta(days=90)  # then its address is asked again: another device may have moved in
CRASHES_FOR = timedelta(days=90)  # a device that ended its reader, and was not met since
UNSETTLED_FOR = timedelta(days=30)  # what moved or counted oddly so lately may have been another device
