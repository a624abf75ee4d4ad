/* The yardstick of `./clikc bench rpc`: the same AMQP shape as our transport, in plain C on librabbitmq.

   rpc_peer server URL                     serves rpc.bench_c until killed; prints "ready"
   rpc_peer client URL IN_FLIGHT SECONDS   calls it and prints one line of JSON

   Shape: direct exchange, mandatory, transient, expiration, user-id, four headers and 200 bytes out;
   one header and 200 bytes back to an exclusive queue through a direct exchange; requests are
   acknowledged one by one, replies automatically; no confirms. One connection, one thread a side. */

#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_tcp_socket.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define BODY 205
#define WARM_UP 0.5

static amqp_connection_state_t broker;
static struct amqp_connection_info info;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static double processor_seconds(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void fail(const char *what) {
  fprintf(stderr, "rpc_peer: %s failed\n", what);
  exit(1);
}

static void check(amqp_rpc_reply_t reply, const char *what) {
  if (reply.reply_type != AMQP_RESPONSE_NORMAL) fail(what);
}

static void answered(const char *what) { check(amqp_get_rpc_reply(broker), what); }

static amqp_bytes_t text(const char *value) { return amqp_cstring_bytes(value); }

static void connect_to(char *url) {
  if (amqp_parse_url(url, &info) != 0) fail("reading the URL");
  broker = amqp_new_connection();
  amqp_socket_t *socket = amqp_tcp_socket_new(broker);
  if (amqp_socket_open(socket, info.host, info.port) != 0) fail("connecting");
  check(amqp_login(broker, info.vhost, 0, 131072, 10, AMQP_SASL_METHOD_PLAIN, info.user, info.password),
        "logging in");
  amqp_channel_open(broker, 1);
  answered("opening a channel");
}

/* Declares an exchange and a queue, binds and consumes it. */
static void consume(const char *exchange, const char *queue, const char *key, int exclusive, int no_ack) {
  amqp_exchange_declare(broker, 1, text(exchange), text("direct"), 0, 1, 0, 0, amqp_empty_table);
  answered("declaring an exchange");
  amqp_queue_declare(broker, 1, text(queue), 0, 0, exclusive, 1, amqp_empty_table);
  answered("declaring a queue");
  amqp_queue_bind(broker, 1, text(queue), text(exchange), text(key), amqp_empty_table);
  answered("binding");
  amqp_basic_qos(broker, 1, 0, 256, 0);
  answered("setting the prefetch");
  amqp_basic_consume(broker, 1, text(queue), amqp_empty_bytes, 0, no_ack, exclusive, amqp_empty_table);
  answered("consuming");
}

/* The next delivery. A client that has ended leaves replies that come back: they are passed over. */
static void receive(amqp_envelope_t *envelope) {
  for (;;) {
    amqp_maybe_release_buffers(broker);
    amqp_rpc_reply_t reply = amqp_consume_message(broker, envelope, NULL, 0);
    if (reply.reply_type == AMQP_RESPONSE_NORMAL) return;
    if (reply.reply_type != AMQP_RESPONSE_LIBRARY_EXCEPTION ||
        reply.library_error != AMQP_STATUS_UNEXPECTED_STATE)
      fail("receiving");
    amqp_frame_t frame;
    if (amqp_simple_wait_frame(broker, &frame) != 0) fail("receiving a frame");
    if (frame.frame_type != AMQP_FRAME_METHOD || frame.payload.method.id != AMQP_BASIC_RETURN_METHOD)
      fail("staying on the channel");
    amqp_message_t message;
    check(amqp_read_message(broker, 1, &message, 0), "reading a returned message");
    amqp_destroy_message(&message);
  }
}

static void publish(const char *exchange, amqp_bytes_t key, amqp_basic_properties_t *properties,
                    amqp_bytes_t body) {
  if (amqp_basic_publish(broker, 1, text(exchange), key, 1, 0, properties, body) != 0) fail("publishing");
}

static amqp_table_entry_t text_header(const char *key, const char *value) {
  amqp_table_entry_t entry = {.key = text(key)};
  entry.value.kind = AMQP_FIELD_KIND_UTF8;
  entry.value.value.bytes = text(value);
  return entry;
}

static void serve(void) {
  consume("rpc.bench_c", "rpc.bench_c", "call", 0, 0);
  puts("ready");
  fflush(stdout);
  for (;;) {
    amqp_envelope_t envelope;
    receive(&envelope);
    if (amqp_basic_ack(broker, 1, envelope.delivery_tag, 0) != 0) fail("acknowledging");
    amqp_table_entry_t status = {.key = text("grpc-status")};
    status.value.kind = AMQP_FIELD_KIND_I32;
    status.value.value.i32 = 0;
    amqp_basic_properties_t properties = {
        ._flags = AMQP_BASIC_CONTENT_TYPE_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG |
                  AMQP_BASIC_CORRELATION_ID_FLAG | AMQP_BASIC_HEADERS_FLAG,
        .content_type = text("application/grpc"),
        .delivery_mode = AMQP_DELIVERY_NONPERSISTENT,
        .correlation_id = envelope.message.properties.correlation_id,
        .headers = {.num_entries = 1, .entries = &status}};
    publish("reply.bench_c", envelope.message.properties.reply_to, &properties, envelope.message.body);
    amqp_destroy_envelope(&envelope);
  }
}

static void request(int slot) {
  static char body[BODY];
  char id[33], expiration[] = "10000";
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  snprintf(id, sizeof id, "%032x", slot);
  amqp_table_entry_t headers[4] = {
      {.key = text("grpc-deadline")},
      text_header("clikc-client-address", "192.0.2.7"),
      text_header("clikc-language", "en"),
      text_header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")};
  headers[0].value.kind = AMQP_FIELD_KIND_I64;
  headers[0].value.value.i64 = (int64_t)time.tv_sec * 1000 + 10000;
  amqp_basic_properties_t properties = {
      ._flags = AMQP_BASIC_CONTENT_TYPE_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG |
                AMQP_BASIC_CORRELATION_ID_FLAG | AMQP_BASIC_REPLY_TO_FLAG | AMQP_BASIC_EXPIRATION_FLAG |
                AMQP_BASIC_TYPE_FLAG | AMQP_BASIC_USER_ID_FLAG | AMQP_BASIC_HEADERS_FLAG,
      .content_type = text("application/grpc"),
      .delivery_mode = AMQP_DELIVERY_NONPERSISTENT,
      .correlation_id = text(id),
      .reply_to = text("key"),
      .expiration = text(expiration),
      .type = text("/clikc.bench.v1.Echo/Echo"),
      .user_id = text(info.user),
      .headers = {.num_entries = 4, .entries = headers}};
  publish("rpc.bench_c", text("call"), &properties, (amqp_bytes_t){.len = BODY, .bytes = body});
}

static int ascending(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static void call(int in_flight, double seconds) {
  consume("reply.bench_c", "bench_c.reply", "key", 1, 1);
  size_t capacity = 1 << 22, count = 0, calls = 0;
  double *latencies = malloc(capacity * sizeof *latencies), *sent = calloc(in_flight, sizeof *sent);
  if (!latencies || !sent) fail("allocating");
  double begin = now() + WARM_UP, end = begin + seconds, processor = 0;
  for (int slot = 0; slot < in_flight; slot++) {
    sent[slot] = now();
    request(slot);
  }
  for (;;) {
    amqp_envelope_t envelope;
    receive(&envelope);
    char id[33] = "";
    memcpy(id, envelope.message.properties.correlation_id.bytes, 32);
    long slot = strtol(id, NULL, 16);
    amqp_destroy_envelope(&envelope);
    double time = now();
    calls++;
    if (time >= end) break;
    if (time >= begin && count < capacity) {
      if (count == 0) processor = processor_seconds();
      latencies[count++] = time - sent[slot];
    }
    sent[slot] = time;
    request((int)slot);
  }
  if (count == 0) fail("measuring");
  processor = processor_seconds() - processor;
  qsort(latencies, count, sizeof *latencies, ascending);
  printf("{\"calls_per_second\": %.0f, \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"client_cpu_us\": %.1f, "
         "\"calls\": %zu}\n",
         count / seconds, latencies[count / 2] * 1e3, latencies[count * 99 / 100] * 1e3, processor / count * 1e6,
         calls);
}

int main(int argc, char **argv) {
  if (argc == 3 && strcmp(argv[1], "server") == 0) {
    connect_to(argv[2]);
    serve();
  } else if (argc == 5 && strcmp(argv[1], "client") == 0) {
    connect_to(argv[2]);
    call(atoi(argv[3]), atof(argv[4]));
  } else {
    fputs("usage: rpc_peer server URL | rpc_peer client URL IN_FLIGHT SECONDS\n", stderr);
    return 64;
  }
  return 0;
}
