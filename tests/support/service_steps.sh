# The life of a service, as root; tests/whole/test_linux_service.py looks at its steps.
# An office that IT has prepared: nobody listens where its printers and its mail server should be.
mkdir -p /etc/meters-agent
cat > /etc/meters-agent/provision.toml <<'X'
[network]
targets = ["127.0.0.1"]
communities = ["public", "keyring:warehouse"]
[mail]
host = "127.0.0.1"
port = 2525
security = "none"
sender = "meters@office.example"
recipients = ["meters@dealer.example"]
confirmed = true
X
state=/var/lib/meters-agent/shown/state.json
in_its_name="runuser -u meters-agent -- env CREDENTIALS_DIRECTORY=/run/credentials/meters-agent.service"
its="$meters --data /var/lib/meters-agent/data"

key() { sed -n '1s/.*"public_key": "\([^"]*\)".*/\1/p' $state; }
has_key() { [ -n "$(key)" ]; }
has_other_key() { has_key && [ "$(key)" != "$1" ]; }
is_restarted() { [ "$(systemctl show meters-agent -P NRestarts)" -gt 0 ]; }

# Who may, and what must not be touched.
step status_before $meters service status
step install_as_user as 65534 $meters service install
mkdir -p /home/person && cp -a /opt/python/bin/python3* /home/person/
step install_from_home env PYTHONHOME=/opt/python /home/person/python3 -m agent service install
echo '[Service]' > /etc/systemd/system/meters-agent.service
step install_over_another $meters service install
step remove_of_another $meters service remove
step other_unit cat /etc/systemd/system/meters-agent.service
rm /etc/systemd/system/meters-agent.service
step password_too_early $meters service password

# Set up, and at work at once.
step install $meters service install
step status $meters service status
step verify systemd-analyze verify /etc/systemd/system/meters-agent.service
printf 'warehouse-community\n' > /test/stdin
step password $meters service password community:warehouse
: > /test/stdin
step show $in_its_name $its settings show
step plain grep -rl warehouse-community /etc /var/lib/meters-agent
step read_as_user as 65534 cat /run/credentials/meters-agent.service/meters_signing-key
until_so test -e /var/lib/meters-agent/shown/report.html
step modes stat -c '%n %U %a' /var/lib/meters-agent /var/lib/meters-agent/data /var/lib/meters-agent/shown \
    /var/lib/meters-agent/asked /var/lib/meters-agent/shown/state.json /etc/credstore.encrypted/meters-agent

head -c 3000 /dev/zero | tr '\0' x > /test/stdin
step long_password $meters service password
printf 'gr\374n\n' > /test/stdin
step latin_password $meters service password
printf 'gr\303\274n\n' > /test/stdin
step mail_password $meters service password
: > /test/stdin
step password_is systemd-creds decrypt --name=meters_mail /etc/credstore.encrypted/meters-agent/mail -

# As another user.
step user_status as 65534 $meters service status
step seen as 65534 $meters status
step seen_json as 65534 $meters status --json
step seen_tray as 65534 $meters status --tray
usual="/tmp/of-a-user/Meters Agent"
step seen_by_icon as 65534 env XDG_DATA_HOME=/tmp/of-a-user $meters --data "$usual" status --tray
step own_folder as 65534 $meters --data /tmp/own-choice status
step ask_by_icon as 65534 env XDG_DATA_HOME=/tmp/of-a-user $meters service ask collect --data "$usual"
step ask as 65534 $meters service ask collect
step data_as_user as 65534 ls /var/lib/meters-agent/data
collected() { [ -z "$(ls /var/lib/meters-agent/asked)" ]; }
until_so collected

# What only root may change.
step own_password $in_its_name $its settings password
step own_rotate $in_its_name $its key rotate

# The key: signs, changes by root's hand, twice.
step first_report $in_its_name $its scan
until_so has_key
first=$(key)
step own_rotate_signed $in_its_name $its key rotate
step rotate $meters service rotate-key
step rotate_again $meters service rotate-key
step second_report $in_its_name $its scan
until_so has_other_key "$first"
second=$(key)
step rotate_third $meters service rotate-key
step third_report $in_its_name $its scan
until_so has_other_key "$second"
step keys echo "$first $second $(key)"
step chain $in_its_name $its report --json -

# A loop that hangs is seen, and started anew.
mkdir -p /etc/systemd/system/meters-agent.service.d
printf '[Service]\nWatchdogSec=35\nTimeoutAbortSec=1\nRestartSec=1\n' \
    > /etc/systemd/system/meters-agent.service.d/test.conf
systemctl daemon-reload
systemctl restart meters-agent
systemctl kill --kill-whom=main --signal=STOP meters-agent
until_so is_restarted
step hung systemctl show meters-agent -P NRestarts
step hung_log journalctl -u meters-agent --no-pager -g atchdog

# Settings that are wrong: it stops, and says so.
echo '[mail' > /etc/meters-agent/policy.toml
systemctl restart meters-agent
is_told() { as 65534 $meters status | grep -q policy; }
until_so is_told
step wrong_policy as 65534 $meters status
step wrong_policy_log journalctl -u meters-agent --no-pager -n 5
rm /etc/meters-agent/policy.toml

# Gone, and gone altogether.
step remove $meters service remove
step left ls /var/lib/meters-agent /etc/credstore.encrypted/meters-agent
step seen_after as 65534 $meters service ask collect
step purge $meters service remove --purge
step nothing_left sh -c 'ls -d /var/lib/meters-agent /etc/credstore.encrypted/meters-agent \
    /etc/systemd/system/meters-agent.service /etc/sysusers.d/meters-agent.conf; getent passwd meters-agent'
step drop_in_stays ls /etc/systemd/system/meters-agent.service.d
