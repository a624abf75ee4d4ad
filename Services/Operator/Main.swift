internal import ArgumentParser

/// The operator's command: what is done from a terminal beside the running services.
@main
struct ClikcControl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clikcctl",
    abstract: "Makes the first administrator, publishes courses, loads demo data, mends events.",
    discussion: """
      Calls the services over RabbitMQ as the broker user in CLIKC_AMQP_URL (or the file named in \
      CLIKC_AMQP_URL_FILE).
      """,
    subcommands: [
      AdminCommand.self, AdministrationsCommand.self, AuditCommand.self,
      CertificateCommand.self, CourseCommand.self, DeadLetterCommand.self, DemoCommand.self,
      LoadCommand.self, OutboxCommand.self,
    ])
}
