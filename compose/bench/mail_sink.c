// An SMTP server that counts: mail_sink PORT MAILS SAMPLE. After each MAILS mails it prints how many
// seconds they took from the first MAIL to the last answer. The last mail is written to SAMPLE.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long wanted, taken;
static struct timespec first;
static const char *sample;

static void began(void) {
  pthread_mutex_lock(&lock);
  if (taken == 0 && first.tv_sec == 0) clock_gettime(CLOCK_MONOTONIC, &first);
  pthread_mutex_unlock(&lock);
}

static void ended(const char *mail, size_t length) {
  pthread_mutex_lock(&lock);
  if (++taken == wanted) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    FILE *file = fopen(sample, "w");
    if (file == NULL || fwrite(mail, 1, length, file) != length || fclose(file) != 0) exit(1);
    printf("%.6f\n", (now.tv_sec - first.tv_sec) + (now.tv_nsec - first.tv_nsec) / 1e9);
    fflush(stdout);
    taken = 0;
    first.tv_sec = 0;
  }
  pthread_mutex_unlock(&lock);
}

static void say(int peer, const char *answer) {
  size_t length = strlen(answer);
  if (write(peer, answer, length) != (ssize_t)length) close(peer);
}

// Answers one command; true when the mail itself follows.
static int obey(int peer, const char *line) {
  if (strncasecmp(line, "MAIL", 4) == 0) began();
  if (strncasecmp(line, "EHLO", 4) == 0) {
    say(peer, "250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n");
  } else if (strncasecmp(line, "DATA", 4) == 0) {
    say(peer, "354 go on\r\n");
    return 1;
  } else {
    say(peer, strncasecmp(line, "QUIT", 4) == 0 ? "221 bye\r\n" : "250 ok\r\n");
  }
  return 0;
}

static void *converse(void *argument) {
  int peer = (int)(long)argument, in_mail = 0;
  static const size_t room = 1 << 20;
  char *buffer = malloc(room);
  size_t held = 0;
  if (buffer == NULL) exit(1);
  say(peer, "220 sink ESMTP\r\n");
  for (;;) {
    ssize_t count = read(peer, buffer + held, room - held - 1);
    if (count <= 0) break;
    held += (size_t)count;
    buffer[held] = 0;
    for (;;) {
      const char *mark = in_mail ? "\r\n.\r\n" : "\r\n";
      char *end = strstr(buffer, mark);
      if (end == NULL) break;
      size_t used = (size_t)(end - buffer) + strlen(mark);
      if (in_mail) {
        // The answer comes first: it is part of what a mail costs.
        say(peer, "250 2.0.0 taken\r\n");
        ended(buffer, (size_t)(end - buffer) + 2);
        in_mail = 0;
      } else {
        in_mail = obey(peer, buffer);
      }
      memmove(buffer, buffer + used, held - used + 1);
      held -= used;
    }
  }
  free(buffer);
  close(peer);
  return NULL;
}

int main(int count, char **arguments) {
  if (count != 4) return 64;
  wanted = atol(arguments[2]);
  sample = arguments[3];
  int listener = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(arguments[1]))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 64) != 0) {
    perror("mail_sink");
    return 1;
  }
  puts("ready");
  fflush(stdout);
  for (;;) {
    int peer = accept(listener, NULL, NULL);
    if (peer < 0) continue;
    setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    pthread_t thread;
    if (pthread_create(&thread, NULL, converse, (void *)(long)peer) != 0) return 1;
    pthread_detach(thread);
  }
}
