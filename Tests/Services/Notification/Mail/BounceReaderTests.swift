import Foundation
import NotificationDomain
import Postgres
import Testing

@testable import notification

@Suite(.timeLimit(.minutes(1))) struct BounceReaderTests {
  @Test("mail that comes back fails its mail, counts against its address once, and is put away")
  func comesBack() async throws {
    let maildir = try TemporaryDirectory()
    let relay = try ScriptedRelay()
    let path = try #require(ReturnPath(MailAddress("bounces@clikc.example")))
    try await Workshop.open(smtp: relay.url(), returnPath: path) { workshop in
      let order = try await workshop.queue(Orders.order(.certificateIssued))
      try await workshop.sendAll()
      let sender = try #require(try relay.journal().of("try").first?.sender)
      #expect(sender == path.address(of: order.id))

      for name in ["1795511107.M1.mx", "1795511108.M2.mx:2,"] {
        try self.deliver(self.report(to: sender), as: name, in: maildir)
      }
      try self.deliver("Subject: away\n\nI am away.\n", as: "1795511109.M3.mx", in: maildir)
      try await workshop.service.reader(of: maildir.url).readAll()

      let record = try #require(try await workshop.record(order))
      #expect(record.state == .failed)
      #expect(record.answer == "5.1.1 550 5.1.1 nobody here")
      let points = try await workshop.pool.query("select points from address_failures")
      #expect(try points.map { try $0.decode(Int32.self, "points") } == [2])
      #expect(try self.names("new", maildir).isEmpty)
      #expect(
        try self.names("cur", maildir) == [
          "1795511107.M1.mx:2,S", "1795511108.M2.mx:2,", "1795511109.M3.mx:2,S",
        ])
    }
  }

  @Test("a folder that is not there yet, and a report about nobody's mail, are no trouble")
  func nothing() async throws {
    let maildir = try TemporaryDirectory()
    try await Workshop.open { workshop in
      let reader = workshop.service.reader(of: maildir.url)
      try await reader.readAll()
      try self.deliver(
        self.report(to: "bounces@clikc.example", id: UUID()), as: "1", in: maildir)
      try await reader.readAll()
      #expect(try await workshop.count("address_failures") == 0)
    }
  }

  @Test("what cannot be read keeps no other report waiting, and stays where it is")
  func unreadable() async throws {
    let maildir = try TemporaryDirectory()
    let relay = try ScriptedRelay()
    let path = try #require(ReturnPath(MailAddress("bounces@clikc.example")))
    try await Workshop.open(smtp: relay.url(), returnPath: path) { workshop in
      let order = try await workshop.queue(Orders.order(.certificateIssued))
      try await workshop.sendAll()
      let sender = try #require(try relay.journal().of("try").first?.sender)
      try FileManager.default.createDirectory(
        at: maildir.url.appending(path: "new/1"), withIntermediateDirectories: true)
      try self.deliver(self.report(to: sender), as: "2", in: maildir)
      try await workshop.service.reader(of: maildir.url).readAll()
      #expect(try await workshop.record(order)?.state == .failed)
      #expect(try self.names("new", maildir) == ["1"])
    }
  }

  private func report(to address: String, id: UUID = UUID()) -> String {
    """
    To: <\(address)>
    Content-Type: multipart/report; report-type=delivery-status; boundary=b

    --b
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx

    Action: failed
    Status: 5.1.1
    Diagnostic-Code: smtp; 550 5.1.1 nobody here
    --b
    Content-Type: text/rfc822-headers

    Message-ID: <\(id.uuidString.lowercased())@clikc.example>
    --b--
    """
  }

  private func deliver(_ text: String, as name: String, in maildir: TemporaryDirectory) throws {
    let new = maildir.url.appending(path: "new")
    try FileManager.default.createDirectory(at: new, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: new.appending(path: name))
  }

  private func names(_ folder: String, _ maildir: TemporaryDirectory) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: maildir.url.appending(path: folder).path()
    ).sorted()
  }
}
