// Seed of AMQP.
