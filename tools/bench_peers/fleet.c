/* A fleet of printers behind one UDP socket, for `make bench-peers`.
 *
 *   fleet PORT LOSS_PERCENT SEED < printers
 *
 * SNMPv1 and v2c GET, GETNEXT and GETBULK of community "public"; each answer leaves from the address that was
 * asked. Whatever is not in `printers` stays silent. Every direction loses LOSS_PERCENT of its datagrams.
 * Lines of `printers`, for each printer its rows in the order of their names:
 *   P address milliseconds jitter_milliseconds knows_v1
 *   R name-in-octets varbind-in-octets            (both hexadecimal, BER; the name without its head)
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { LARGEST = 1400, NAMES = 128, ARCS = 128, COUNTERS_OF_16_BITS = 65536 };
typedef struct { uint32_t arc[ARCS]; int n; } Name;
typedef struct { Name name; uint8_t *octets; int n; } Row;
typedef struct { in_addr_t address; double delay, jitter; int knows_v1, n; Row *rows; } Printer;
typedef struct { double due; struct sockaddr_in to; struct in_addr from; int n; uint8_t octets[LARGEST + 64]; } Answer;

static Printer *printers;
static int printer_count, waiting_count, waiting_room;
static Answer **waiting; /* a heap by `due` */

static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec / 1e9; }

static Name name_of(const uint8_t *p, int n)
{
    Name name = { .n = 0 };
    uint32_t arc = 0;
    for (int i = 0; i < n && name.n < ARCS - 1; i++) {
        arc = arc << 7 | (p[i] & 127);
        if (p[i] & 128) continue;
        if (!name.n) { uint32_t first = arc < 80 ? arc / 40 : 2; name.arc[name.n++] = first; arc -= 40 * first; }
        name.arc[name.n++] = arc;
        arc = 0;
    }
    return name;
}

static int compare(const Name *a, const Name *b)
{
    for (int i = 0; i < a->n && i < b->n; i++)
        if (a->arc[i] != b->arc[i]) return a->arc[i] < b->arc[i] ? -1 : 1;
    return a->n - b->n;
}

/* The first row at or behind a name (behind = 1: not at it); rows[n] where there is none. */
static int find(const Printer *p, const Name *name, int behind)
{
    int low = 0, high = p->n;
    while (low < high) {
        int middle = (low + high) / 2;
        if (compare(&p->rows[middle].name, name) < behind) low = middle + 1; else high = middle;
    }
    return low;
}

/* BER: the content of the next element with this tag, NULL where there is none. */
static const uint8_t *element(const uint8_t **at, const uint8_t *end, int tag, int *n)
{
    const uint8_t *p = *at;
    if (end - p < 2 || (tag >= 0 && p[0] != tag)) return NULL;
    int length = p[1], more = 0;
    if (length & 128) {
        more = length & 127;
        if (more > 3 || end - p < 2 + more) return NULL;
        length = 0;
        for (int i = 0; i < more; i++) length = length << 8 | p[2 + i];
    }
    p += 2 + more;
    if (end - p < length) return NULL;
    *n = length;
    *at = p + length;
    return p;
}

static long integer(const uint8_t **at, const uint8_t *end)
{
    int n;
    const uint8_t *p = element(at, end, 2, &n);
    long value = p && n && *p & 128 ? -1 : 0;
    for (int i = 0; p && i < n; i++) value = value << 8 | p[i];
    return value;
}

/* Octets are put in front of what is there. */
static uint8_t *head(uint8_t *p, int tag, int n)
{
    *--p = n & 255;
    if (n > 255) { *--p = n >> 8; *--p = 0x82; } else if (n > 127) *--p = 0x81;
    *--p = tag;
    return p;
}

static uint8_t *number(uint8_t *p, long value)
{
    uint8_t *end = p;
    do { *--p = value & 255; value >>= 8; } while (!(value == 0 && !(*p & 128)) && !(value == -1 && *p & 128));
    return head(p, 2, end - p);
}

static int exception_of(uint8_t *to, const uint8_t *name, int n, int tag)
{
    uint8_t *p = to;
    *p++ = 0x30; *p++ = n + 4; *p++ = 6; *p++ = n;
    memcpy(p, name, n);
    p += n;
    *p++ = tag; *p++ = 0;
    return p - to;
}

/* Answer a question into `out`; returns the length, 0 for silence. */
static int answer(const Printer *p, const uint8_t *q, int length, uint8_t *out)
{
    static uint8_t room[LARGEST * 2];
    const uint8_t *end = q + length, *in, *community, *ends[NAMES], *starts[NAMES];
    int n, names = 0, used = 0, status = 0, index = 0, full = 0;
    if (!(in = element(&q, end, 0x30, &n))) return 0;
    q = in; end = in + n;
    long version = integer(&q, end);
    if (version > 1 || (version == 0 && !p->knows_v1)) return 0;
    if (!(community = element(&q, end, 4, &n)) || n != 6 || memcmp(community, "public", 6)) return 0;
    int kind = q < end ? *q : 0;
    if ((kind != 0xa0 && kind != 0xa1 && !(kind == 0xa5 && version)) || !(in = element(&q, end, kind, &n))) return 0;
    q = in; end = in + n;
    long id = integer(&q, end), first = integer(&q, end), times = integer(&q, end);
    if (!(in = element(&q, end, 0x30, &n))) return 0;
    const uint8_t *list = in;
    int list_length = n;
    for (q = in, end = in + n; q < end && names < NAMES; names++) {
        const uint8_t *varbind = element(&q, end, 0x30, &n);
        if (!varbind || !(starts[names] = element(&varbind, varbind + n, 6, &n)) || n > 200) return 0;
        ends[names] = starts[names] + n;
    }
    uint8_t *body = room + 64;
    Name at[NAMES];
    for (int i = 0; i < names; i++) at[i] = name_of(starts[i], ends[i] - starts[i]);
    if (kind != 0xa5) { first = names; times = 0; }
    for (long round = 0; round <= times && !full && !status; round++)
        for (int i = round ? first : 0; i < (round ? names : first); i++) {
            int row = find(p, &at[i], kind != 0xa0), exact = row < p->n && !compare(&p->rows[row].name, &at[i]);
            int there = row < p->n && (kind != 0xa0 || exact);
            if (!there && !version) { status = 2; index = i + 1; break; }
            if (used + (there ? p->rows[row].n : ends[i] - starts[i] + 8) > LARGEST - 60) { full = 1; break; }
            if (there) {
                memcpy(body + used, p->rows[row].octets, p->rows[row].n);
                used += p->rows[row].n;
                at[i] = p->rows[row].name;
            } else used += exception_of(body + used, starts[i], ends[i] - starts[i], kind == 0xa0 ? 0x81 : 0x82);
        }
    if (full && kind != 0xa5) { status = 1; used = 0; }
    if (status && !version) { memcpy(body, list, list_length); used = list_length; }
    uint8_t *tail = body + used, *h = head(body, 0x30, used);
    h = number(h, index); h = number(h, status); h = number(h, id);
    h = head(h, 0xa2, tail - h);
    h -= 6; memcpy(h, "public", 6); h = head(h, 4, 6);
    h = number(h, version);
    h = head(h, 0x30, tail - h);
    memcpy(out, h, tail - h);
    return tail - h;
}

static void push(Answer *one)
{
    if (waiting_count == waiting_room) waiting = realloc(waiting, (waiting_room = 2 * waiting_room + 64) * sizeof *waiting);
    int i = waiting_count++;
    for (; i && waiting[(i - 1) / 2]->due > one->due; i = (i - 1) / 2) waiting[i] = waiting[(i - 1) / 2];
    waiting[i] = one;
}

static Answer *pop(void)
{
    Answer *top = waiting[0], *last = waiting[--waiting_count];
    int i = 0;
    for (int c; (c = 2 * i + 1) < waiting_count; i = c) {
        if (c + 1 < waiting_count && waiting[c + 1]->due < waiting[c]->due) c++;
        if (waiting[c]->due >= last->due) break;
        waiting[i] = waiting[c];
    }
    waiting[i] = last;
    return top;
}

static void read_printers(void)
{
    static char line[8192], address[64], name[2048], varbind[4096];
    Printer *p = NULL;
    while (fgets(line, sizeof line, stdin)) {
        double delay, jitter;
        int v1, n;
        if (sscanf(line, "P %63s %lf %lf %d", address, &delay, &jitter, &v1) == 4) {
            printers = realloc(printers, (printer_count + 1) * sizeof *printers);
            p = &printers[printer_count++];
            *p = (Printer){ .address = inet_addr(address), .delay = delay / 1e3, .jitter = jitter / 1e3, .knows_v1 = v1 };
        } else if (p && sscanf(line, "R %2047s %4095s", name, varbind) == 2) {
            uint8_t *octets = malloc(n = strlen(varbind) / 2), in_octets[1024];
            for (int i = 0; i < n; i++) sscanf(varbind + 2 * i, "%2hhx", &octets[i]);
            int long_ = strlen(name) / 2;
            for (int i = 0; i < long_; i++) sscanf(name + 2 * i, "%2hhx", &in_octets[i]);
            p->rows = realloc(p->rows, (p->n + 1) * sizeof *p->rows);
            p->rows[p->n++] = (Row){ name_of(in_octets, long_), octets, n };
        }
    }
}

static void answer_what_is_due(int socket_)
{
    while (waiting_count && waiting[0]->due <= now()) {
        Answer *one = pop();
        char control[CMSG_SPACE(sizeof(struct in_pktinfo))] = { 0 };
        struct iovec octets = { one->octets, one->n };
        struct msghdr m = { .msg_name = &one->to, .msg_namelen = sizeof one->to, .msg_iov = &octets, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
        struct cmsghdr *c = CMSG_FIRSTHDR(&m);
        c->cmsg_level = IPPROTO_IP; c->cmsg_type = IP_PKTINFO; c->cmsg_len = CMSG_LEN(sizeof(struct in_pktinfo));
        ((struct in_pktinfo *)CMSG_DATA(c))->ipi_spec_dst = one->from;
        sendmsg(socket_, &m, 0);
        free(one);
    }
}

int main(int count, char **arguments)
{
    static int by_low_bits[COUNTERS_OF_16_BITS]; /* 1 + where the printer stands, 0 for none */
    if (count != 4) return 2;
    double loss = atof(arguments[2]) / 100;
    srand48(atol(arguments[3]));
    read_printers();
    for (int i = 0; i < printer_count; i++) by_low_bits[ntohl(printers[i].address) & 0xffff] = i + 1;
    int socket_ = socket(AF_INET, SOCK_DGRAM, 0), on = 1, room = 8 << 20;
    struct sockaddr_in any = { .sin_family = AF_INET, .sin_port = htons(atoi(arguments[1])) };
    setsockopt(socket_, IPPROTO_IP, IP_PKTINFO, &on, sizeof on);
    setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    if (bind(socket_, (struct sockaddr *)&any, sizeof any)) { perror("bind"); return 1; }
    puts("ready");
    fflush(stdout);
    for (;;) {
        struct pollfd p = { socket_, POLLIN, 0 };
        double left = waiting_count ? waiting[0]->due - now() : 1;
        struct timespec wait = { left > 0 ? (long)left : 0, left > 0 ? (long)((left - (long)left) * 1e9) : 0 };
        ppoll(&p, 1, &wait, NULL);
        answer_what_is_due(socket_);
        uint8_t question[4096];
        char control[256];
        struct sockaddr_in from;
        struct iovec octets = { question, sizeof question };
        struct msghdr m = { .msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &octets, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
        int n = recvmsg(socket_, &m, MSG_DONTWAIT);
        struct cmsghdr *c = n > 0 ? CMSG_FIRSTHDR(&m) : NULL;
        if (!c || c->cmsg_type != IP_PKTINFO) continue;
        struct in_addr asked = ((struct in_pktinfo *)CMSG_DATA(c))->ipi_addr;
        int which = by_low_bits[ntohl(asked.s_addr) & 0xffff];
        if (!which || printers[which - 1].address != asked.s_addr || drand48() < loss) continue;
        Answer *one = malloc(sizeof *one);
        const Printer *printer = &printers[which - 1];
        *one = (Answer){ .due = now() + printer->delay + drand48() * printer->jitter, .to = from, .from = asked };
        one->n = answer(printer, question, n, one->octets);
        if (one->n && drand48() >= loss) push(one); else free(one);
    }
}
