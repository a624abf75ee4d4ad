import AMQP
import Events
import Foundation
import Postgres
import TestSupport
import Testing

#if CLIKC_FAULTS
/// The real executable, killed again and again at the worst moments: a learner must get one
/// certificate, one PDF and one mail, whatever happens in between (C1: 20 kills).
///
/// At one place it dies 11 times at most: an event that came back more than 20 times is a dead letter, and beside a
/// thousand other tests it also comes back when a slow broker makes a living process connect anew.
@Suite("A certificate, when its service keeps dying", .timeLimit(.minutes(10)))
struct CertificateOnceTests {
  @Test(
    "is one row, one PDF and one mail",
    arguments: [
      ("subscriber.afterCommit", 11), ("subscriber.beforeCommit", 3),
      ("notification.certificate.stored", 3), ("notification.certificate.announced", 3),
    ])
  func once(place: String, deaths: Int) async throws {
    try await DyingNotification.with { notification in
      let calm = try notification.start()
      try await notification.learnCourseAndPerson()
      await calm.kill()

      try await notification.completeCourse()
      for death in 1...deaths {
        let process = try notification.start(fault: "\(place):kill")
        let end = await process.ended()
        #expect(end == .killed(SIGKILL), "death \(death): \(process.lastWords)")
      }

      let survivor = try notification.start()
      try await notification.settled()
      #expect(try await notification.counts() == .init(rows: 1, documents: 1, mails: 1))
      #expect(try notification.documentCount() == 1)
      #expect(try notification.deliveredMailCount() == 1)
      #expect(try await notification.letters("notification.events.dead") == 0)
      await survivor.kill()
    }
  }
}
#endif
