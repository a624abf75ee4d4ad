package import Foundation

/// How many reset mails one hour may bring: 3 for an account, 20 asked for from one address.
package enum ResetRequestLimiter {
  package static let perAccount = 3
  package static let perAddress = 20
  package static let window: TimeInterval = 3600

  /// Whether a request at `now` may send a mail, given the times of earlier ones that did.
  package static func admits(account: [Date], address: [Date], now: Date) -> Bool {
    let recent = { (times: [Date]) in
      times.count { now.timeIntervalSince($0) < window }
    }
    return recent(account) < perAccount && recent(address) < perAddress
  }
}
