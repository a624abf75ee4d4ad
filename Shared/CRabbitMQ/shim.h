#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>

/* amqp_login_with_properties is variadic, which Swift cannot call. */
static inline amqp_rpc_reply_t clikc_amqp_login(amqp_connection_state_t state, const char *vhost,
                                                int heartbeat, const amqp_table_t *properties,
                                                const char *user, const char *password) {
  return amqp_login_with_properties(state, vhost, AMQP_DEFAULT_MAX_CHANNELS, AMQP_DEFAULT_FRAME_SIZE,
                                    heartbeat, properties, AMQP_SASL_METHOD_PLAIN, user, password);
}

/* The wake-up of a connection's thread; Swift's Glibc module leaves this header out. */
#include <sys/eventfd.h>
static inline int clikc_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

/* How many bytes of a TCP socket the other side has not acknowledged, or -1: ioctl is variadic too. */
#include <linux/sockios.h>
#include <sys/ioctl.h>
static inline int clikc_unsent(int socket) {
  int bytes = 0;
  return ioctl(socket, SIOCOUTQ, &bytes) == 0 ? bytes : -1;
}
