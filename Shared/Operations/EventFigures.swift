public import Events
internal import Foundation
public import Logging
internal import Metrics
public import Postgres
public import ServiceLifecycle

/// Measures, again and again, what an operator wants to be woken for:
///
/// - `events_outbox_unpublished`, events that no queue has yet;
/// - `events_outbox_oldest_seconds`, how long the oldest of them has waited;
/// - `events_outbox_unroutable`, those set aside because no queue takes them;
/// - `events_dead_letters`, what lies in the dead letters of the service;
/// - `events_figures_failed_total`, how often it could not be found out.
public struct EventFigures: Service {
  private let service: String
  private let pool: PostgresPool
  private let deadLetters: DeadLetters
  private let logger: Logger
  private let pause: Duration
  private let unpublished: Meter
  private let oldest: Meter
  private let unroutable: Meter
  private let dead: Meter
  private let failures: Counter

  /// Measures a service every `pause`.
  public init(
    service: String, pool: PostgresPool, deadLetters: DeadLetters, logger: Logger,
    every pause: Duration = .seconds(15)
  ) {
    self.service = service
    self.pool = pool
    self.deadLetters = deadLetters
    self.logger = logger
    self.pause = pause
    unpublished = Meter(label: "events_outbox_unpublished")
    oldest = Meter(label: "events_outbox_oldest_seconds")
    unroutable = Meter(label: "events_outbox_unroutable")
    dead = Meter(label: "events_dead_letters")
    failures = Counter(label: "events_figures_failed_total")
  }

  /// Measures until shutdown or cancellation.
  public func run() async throws {
    await cancelWhenGracefulShutdown {
      repeat { await measure() } while (try? await Task.sleep(for: pause)) != nil
    }
  }

  /// What is measured by itself.
  enum Subject: String {
    case outbox
    case deadLetters = "dead letters"
  }

  /// Measures both once.
  func measure() async {
    await measure(.outbox)
    await measure(.deadLetters)
  }

  /// Measures once; what cannot be found out keeps its last figure and is counted.
  func measure(_ subject: Subject) async {
    do {
      switch subject {
      case .outbox: show(try await OutboxStatus.read(service: service, from: pool))
      case .deadLetters: dead.set(try await deadLetters.depth())
      }
    } catch is CancellationError {
    } catch {
      failures.increment()
      logger.warning("Cannot measure the \(subject.rawValue)", metadata: ["error": "\(error)"])
    }
  }

  private func show(_ status: OutboxStatus) {
    unpublished.set(status.unpublished)
    oldest.set(status.oldest.map { max(0, Date().timeIntervalSince($0)) } ?? 0)
    unroutable.set(status.unroutable.reduce(0) { $0 + $1.count })
  }
}
