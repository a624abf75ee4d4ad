import Foundation
import NotificationDomain
import Testing

@Suite("Mail that did not arrive")
struct UndeliveredTests {
  @Test(
    "has the reason that the mail server's answer tells",
    arguments: [
      ("550 5.1.1 no such user", UndeliveredReason.nobody),
      ("5.1.1 550 5.1.1 nobody here", .nobody),
      ("5.1.10 null MX", .nobody), ("551 try elsewhere", .nobody), ("553 what is that", .nobody),
      ("550 5.1.2 bad domain", .domain), ("5.4.4 no route", .domain),
      ("550 5.2.1 disabled", .closed), ("452 4.2.2 over quota", .full),
      ("552 too much", .full), ("5.2.2 mailbox full", .full),
      ("554 5.7.1 looks like spam", .unwanted), ("550 5.7.26 unauthenticated", .unwanted),
      ("451 4.7.1 greylisted", .later), ("450 busy", .later), ("451 4.3.0 later", .later),
      ("421 4.4.2 bye", .unreachable), ("421 going away", .unreachable),
      ("535 who are you", .unreachable),
      ("5.4.7 delivery time expired", .unreachable),
      ("Could not connect to server", .unreachable), ("no answer in time (greeting)", .unreachable),
      ("550 no", .refused), ("554 no", .refused), ("550 5.5.2 syntax", .refused),
    ])
  func reasons(answer: String, reason: UndeliveredReason) {
    #expect(UndeliveredReason(answer: answer) == reason)
  }

  @Test(
    "has our own reason where no mail server was asked",
    arguments: [
      (OwnAnswer.tooOld, UndeliveredReason.tooOld), (.secretEnded, .outdated),
      (.secretMissing, .unwritten), (.unwritable, .unwritten), (.suppressed, .suppressed),
      (.restored, .restored),
    ])
  func ownReasons(answer: OwnAnswer, reason: UndeliveredReason) {
    #expect(UndeliveredReason(answer: answer.rawValue) == reason)
    #expect(UndeliveredReason(answer: answer.because(MailFault.badAddress)) == reason)
  }

  @Test(
    "is told in a mail server's words where one gave the answer",
    arguments: [
      "550 5.1.1 no such user", "450 busy", "5.1.1 550 5.1.1 nobody here", "4.4.7 expired",
      "250 ok",
      "421",
    ])
  func serverAnswers(answer: String) {
    #expect(ServerAnswer(answer)?.text == answer)
  }

  @Test(
    "is not told in the portal's own words, nor in the connection's",
    arguments: OwnAnswer.allCases.flatMap { [$0.rawValue, $0.because(MailFault.badAddress)] } + [
      "", "Could not connect to server", "no answer in time (greeting)",
      "broken off before the final dot",
    ])
  func otherAnswers(answer: String) {
    #expect(ServerAnswer(answer) == nil)
  }

  @Test("is found again at its place in the list, to the microsecond")
  func positions() throws {
    var dice = SystemRandomNumberGenerator()
    for _ in 1...1000 {
      let micros = Int64.random(in: 0...4_000_000_000_000_000, using: &dice)
      let position = ListPosition(
        time: Date(timeIntervalSince1970: Double(micros) / 1e6), id: UUID())
      let read = try #require(ListPosition(position.text))
      #expect(read == position && read.text.hasPrefix("\(micros)-"))
    }
  }

  @Test(
    "has no place that nobody wrote",
    arguments: [
      "", "-", "1", "x-0193b1de000070008000000000000002", "1-0193b1de",
      "1-zzzzzzzz000070008000000000000002",
      "99999999999999999999-0193b1de000070008000000000000002",
      "1-0193b1de000070008000000000000002-",
      "-1-0193b1de000070008000000000000002", "253402300799000001-0193b1de000070008000000000000002",
    ])
  func forged(text: String) {
    #expect(ListPosition(text) == nil)
  }
}
