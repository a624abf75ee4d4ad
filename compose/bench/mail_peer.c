// Sends one mail over and over, as fast as libcurl does: mail_peer PORT FILE CONNECTIONS MAILS.
#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *mail;
static size_t length;
static long each;
static const char *port;

struct reader {
  size_t position;
};

static size_t give(char *buffer, size_t size, size_t count, void *argument) {
  struct reader *reader = argument;
  size_t piece = length - reader->position;
  if (piece > size * count) piece = size * count;
  memcpy(buffer, mail + reader->position, piece);
  reader->position += piece;
  return piece;
}

static void *work(void *argument) {
  (void)argument;
  char url[64];
  snprintf(url, sizeof url, "smtp://127.0.0.1:%s/peer", port);
  CURL *curl = curl_easy_init();
  struct curl_slist *recipients = curl_slist_append(NULL, "<officer@customs.example>");
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, "<clikc@clikc.example>");
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  for (long number = 0; number < each; number++) {
    struct reader reader = {0};
    curl_easy_setopt(curl, CURLOPT_READDATA, &reader);
    if (curl_easy_perform(curl) != CURLE_OK) exit(1);
  }
  curl_easy_cleanup(curl);
  curl_slist_free_all(recipients);
  return NULL;
}

int main(int count, char **arguments) {
  if (count != 5) return 64;
  port = arguments[1];
  FILE *file = fopen(arguments[2], "r");
  if (file == NULL) return 1;
  mail = malloc(1 << 20);
  if (mail == NULL) return 1;
  length = fread(mail, 1, 1 << 20, file);
  fclose(file);
  int connections = atoi(arguments[3]);
  each = atol(arguments[4]) / connections;
  curl_global_init(CURL_GLOBAL_ALL);
  pthread_t threads[32];
  for (int index = 0; index < connections; index++) {
    if (pthread_create(&threads[index], NULL, work, NULL) != 0) return 1;
  }
  for (int index = 0; index < connections; index++) pthread_join(threads[index], NULL);
  return 0;
}
