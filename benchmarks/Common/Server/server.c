// The server that all clients of this benchmark are measured against: one thread, epoll, HTTP/1.1 keep-alive, answers that
// are made before the first request comes. It costs less than any client, so that a client waits for nothing but itself.
//
//   server TOKENS EVENTS_PER_WRITE
//
// prints its port and ends with its standard input. POST with "stream":true is answered by a stream of TOKENS content events,
// EVENTS_PER_WRITE of them with each write and the streams in turn; any other POST by a chat completion; GET by the counters:
// answers and content events.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { MAX_CONNECTIONS = 4096, INPUT_SIZE = 64 * 1024, MAX_TOKENS = 100000 };

struct connection {
    int used;               // bytes in input
    int next;               // the part of the stream to be written next; -1 when no stream is under way
    int offset;             // bytes of that part that are written
    int waits_for_room;     // the socket took no more
    char input[INPUT_SIZE + 1];
};

static struct connection *connections[MAX_CONNECTIONS];
static int streaming[MAX_CONNECTIONS], streams;     // the connections with a stream under way
static unsigned long long answers, events;
static int tokens, events_per_write, parts;
static char **part_text;
static int *part_length, *part_events;
static char completion[2048];
static int completion_length, epoll;

static int chunk(char *to, const char *text) {
    return sprintf(to, "%zx\r\n%s\r\n", strlen(text), text);
}

static void make_answers(void) {
    const char *body =
        "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"fixed\",\"choices\":[{\"index\":0,"
        "\"message\":{\"role\":\"assistant\",\"content\":\"Hello! How can I help you today?\"},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
        "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":9,\"total_tokens\":18}}";
    completion_length = sprintf(completion,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-request-id: req-1\r\nContent-Length: %zu\r\n\r\n%s", strlen(body), body);

    parts = (tokens + events_per_write - 1) / events_per_write;
    part_text = calloc(parts, sizeof *part_text);
    part_length = calloc(parts, sizeof *part_length);
    part_events = calloc(parts, sizeof *part_events);
    for (int part = 0, token = 0; part < parts; part++) {
        char *text = part_text[part] = malloc(1024 + 512 * events_per_write), event[1024];
        int length = 0;
        if (part == 0) {
            length += sprintf(text, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nx-request-id: req-1\r\nTransfer-Encoding: chunked\r\n\r\n");
            length += chunk(text + length,
                "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"fixed\",\"choices\":[{\"index\":0,"
                "\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n");
        }
        for (int i = 0; i < events_per_write && token < tokens; i++, token++) {
            sprintf(event,
                "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"fixed\",\"choices\":[{\"index\":0,"
                "\"delta\":{\"content\":\" word%d\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n", token % 100);
            length += chunk(text + length, event);
            part_events[part]++;
        }
        if (part == parts - 1) {
            sprintf(event,
                "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"fixed\",\"choices\":[{\"index\":0,"
                "\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}\n\n");
            length += chunk(text + length, event);
            sprintf(event,
                "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"fixed\",\"choices\":[],"
                "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":%d,\"total_tokens\":%d}}\n\n", tokens, tokens + 9);
            length += chunk(text + length, event);
            length += chunk(text + length, "data: [DONE]\n\n");
            length += sprintf(text + length, "0\r\n\r\n");
        }
        part_length[part] = length;
    }
}

static void close_connection(int fd) {
    for (int i = 0; i < streams; i++)
        if (streaming[i] == fd)
            streaming[i--] = streaming[--streams];
    free(connections[fd]);
    connections[fd] = NULL;
    close(fd);
}

static void watch(int fd, int operation, unsigned what) {
    struct epoll_event wanted = { .events = what, .data.fd = fd };
    epoll_ctl(epoll, operation, fd, &wanted);
}

// Writes the next part of a stream; 0 when the stream is over or cannot go on now.
static int write_part(int fd) {
    struct connection *c = connections[fd];
    int part = c->next;
    ssize_t written = send(fd, part_text[part] + c->offset, part_length[part] - c->offset, MSG_NOSIGNAL);
    if (written < 0 && errno != EAGAIN)
        return c->next = -1, 0;
    if (written > 0)
        c->offset += written;
    if (c->offset < part_length[part]) {
        c->waits_for_room = 1;
        watch(fd, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
        return 0;
    }
    events += part_events[part];
    c->offset = 0;
    if (++c->next < parts)
        return 1;
    c->next = -1;
    answers++;
    return 0;
}

// Answers the requests that are complete; 0 when the connection is to be closed.
static int answer(int fd) {
    struct connection *c = connections[fd];
    while (c->next < 0 && c->used > 0) {
        c->input[c->used] = 0;
        char *head_end = strstr(c->input, "\r\n\r\n");
        if (!head_end)
            return c->used < INPUT_SIZE;
        *head_end = 0;
        char *length_field = strcasestr(c->input, "\r\ncontent-length:");
        *head_end = '\r';
        long body_length = length_field ? atol(length_field + 17) : 0;
        char *body = head_end + 4, *end = body + body_length;
        if (end > c->input + INPUT_SIZE)
            return 0;
        if (end > c->input + c->used)
            return 1;

        char kept = *end;
        *end = 0;
        if (c->input[0] == 'G') {
            char text[256], response[512];
            int length = sprintf(text, "{\"answers\":%llu,\"events\":%llu}", answers, events);
            int size = sprintf(response, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", length, text);
            if (send(fd, response, size, MSG_NOSIGNAL) != size)
                return 0;
        } else if (strstr(body, "\"stream\":true") || strstr(body, "\"stream\": true")) {
            c->next = c->offset = 0;
            streaming[streams++] = fd;
        } else {
            if (send(fd, completion, completion_length, MSG_NOSIGNAL) != completion_length)
                return 0;
            answers++;
        }
        *end = kept;
        c->used -= end - c->input;
        memmove(c->input, end, c->used);
    }
    return 1;
}

static void accept_all(int listener) {
    for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
        if (fd >= MAX_CONNECTIONS) {
            close(fd);
            continue;
        }
        int yes = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        connections[fd] = calloc(1, sizeof *connections[fd]);
        connections[fd]->next = -1;
        watch(fd, EPOLL_CTL_ADD, EPOLLIN);
    }
}

static void on_event(int fd, unsigned what) {
    struct connection *c = connections[fd];
    if (what & EPOLLOUT && c->waits_for_room) {
        c->waits_for_room = 0;
        watch(fd, EPOLL_CTL_MOD, EPOLLIN);
    }
    if (what & (EPOLLIN | EPOLLHUP | EPOLLERR)) {
        ssize_t count = recv(fd, c->input + c->used, INPUT_SIZE - c->used, 0);
        if (count > 0)
            c->used += count;
        if (count == 0 || (count < 0 && errno != EAGAIN) || !answer(fd))
            close_connection(fd);
    }
}

int main(int argc, char **argv) {
    tokens = argc > 1 ? atoi(argv[1]) : 128;
    events_per_write = argc > 2 ? atoi(argv[2]) : 1;
    if (tokens < 1 || tokens > MAX_TOKENS || events_per_write < 1 || events_per_write > MAX_TOKENS) {
        fprintf(stderr, "usage: server TOKENS EVENTS_PER_WRITE\n");
        return 2;
    }
    make_answers();

    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 4096) || getsockname(listener, (struct sockaddr *)&address, &size)) {
        perror("listen");
        return 1;
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);

    epoll = epoll_create1(0);
    watch(listener, EPOLL_CTL_ADD, EPOLLIN);
    watch(STDIN_FILENO, EPOLL_CTL_ADD, EPOLLIN);
    for (struct epoll_event ready[256];;) {
        int writable = 0;
        for (int i = 0; i < streams; i++)
            writable |= !connections[streaming[i]]->waits_for_room;
        int count = epoll_wait(epoll, ready, 256, writable ? 0 : -1);
        for (int i = 0; i < count; i++) {
            if (ready[i].data.fd == STDIN_FILENO)
                return 0;
            if (ready[i].data.fd == listener)
                accept_all(listener);
            else
                on_event(ready[i].data.fd, ready[i].events);
        }
        for (int i = streams - 1; i >= 0; i--) {
            int fd = streaming[i];
            if (connections[fd]->waits_for_room || write_part(fd))
                continue;
            if (connections[fd]->next >= 0)
                continue;
            streaming[i] = streaming[--streams];
            if (!answer(fd))
                close_connection(fd);
        }
    }
}
