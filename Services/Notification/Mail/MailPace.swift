package import Foundation
package import NotificationDomain
package import ServiceRuntime

/// How often and how long mail is tried.
package struct MailPace: Sendable {
  /// How long a mail is leased for; while it is sent that is renewed after a third of it.
  package var lease = Duration.seconds(60)
  /// How many mails a worker leases at a time.
  package var batch = 8
  /// How long to wait when nothing is due.
  package var idle = Duration.milliseconds(250)
  /// The first wait, in seconds, when the relay cannot be reached.
  package var probe: TimeInterval = 5
  package var retries = RetrySchedule.standard

  package init() {}

  /// Reads CLIKC_MAIL_….
  package init(_ settings: Settings) throws(SettingError) {
    self.init()
    self.lease = .seconds(try settings.integer("MAIL_LEASE", in: 1...3600, default: 60))
    self.probe = try Self.number(settings, "MAIL_PROBE", in: 0.01...60, default: "5")
    self.retries = try Self.retries(settings)
  }

  private static func retries(_ settings: Settings) throws(SettingError) -> RetrySchedule {
    let waits = try settings.text(
      "MAIL_RETRIES", default: "60,300,900,1800,3600,7200,14400"
    ).split(separator: ",").map { TimeInterval($0.trimmingCharacters(in: .whitespaces)) ?? 0 }
    let hours = try Self.number(settings, "MAIL_LIFETIME", in: 0.01...240, default: "72")
    let percent = try Self.number(settings, "MAIL_JITTER", in: 0...50, default: "20")
    guard
      let schedule = RetrySchedule(
        waits: waits, lifetime: hours * 3600, jitter: percent / 100)
    else {
      throw SettingError("MAIL_RETRIES", "must be seconds above 0, such as 60,300,900")
    }
    return schedule
  }

  private static func number(
    _ settings: Settings, _ key: String, in range: ClosedRange<Double>, default text: String
  ) throws(SettingError) -> Double {
    guard let number = Double(try settings.text(key, default: text)), range.contains(number)
    else {
      throw SettingError(key, "must be from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
