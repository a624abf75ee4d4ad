// How fast libargon2 alone verifies a password on so many threads: hash_limit HASH THREADS SECONDS < PASSWORD.
// Prints a line of JSON.
#include <argon2.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *hash;
static char password[512];
static double end;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static void *work(void *argument) {
  long *count = argument;
  while (now() < end) {
    if (argon2id_verify(hash, password, strlen(password)) != ARGON2_OK) {
      fputs("hash_limit: the password is not the one of the hash\n", stderr);
      exit(1);
    }
    ++*count;
  }
  return NULL;
}

int main(int argc, char **argv) {
  if (argc != 4 || !fgets(password, sizeof password, stdin)) return 64;
  password[strcspn(password, "\n")] = 0;
  hash = argv[1];
  int threads = atoi(argv[2]);
  if (threads < 1 || threads > 256) return 64;
  pthread_t handles[256];
  static long counts[256];
  double begin = now();
  end = begin + atof(argv[3]);
  for (int index = 0; index < threads; index++) {
    if (pthread_create(&handles[index], NULL, work, &counts[index])) return 1;
  }
  long total = 0;
  for (int index = 0; index < threads; index++) {
    pthread_join(handles[index], NULL);
    total += counts[index];
  }
  double seconds = now() - begin;
  printf("{\"per_second\": %.2f, \"each_ms\": %.2f}\n", total / seconds, threads * seconds * 1000 / total);
  return 0;
}
