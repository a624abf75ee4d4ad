import Foundation
import HTTPTypes
import IdentityContract
import NotificationContract
import ProgressContract
import SwiftProtobuf
import Testing

@testable import gateway

@Suite("Documents as PDF")
struct DocumentTests {
  private static let course = "0193b1de-0000-7000-8000-000000000002"

  @Test("the overview is worded in the language that is asked for, else in the reader's")
  func overview() async throws {
    try await withGateway { gateway in
      gateway.services.answer(
        "clikc.progress.v1.Grades/ListMyGrades",
        Clikc_Progress_V1_ListMyGradesResponse.with {
          $0.courses = [
            .with {
              $0.title = "Risk Management"
              $0.grade = 62.5
              $0.maximum = 101.5
              $0.percentage = 0.625
              $0.completed = true
            }, .with { $0.title = "New" },
          ]
        })
      let asked = try await self.drawn(gateway, "/api/v1/my/grades/pdf?language=ar")
      let own = try await self.drawn(gateway, "/api/v1/my/grades/pdf")

      #expect(asked.language == "ar" && own.language == "fr")
      #expect(asked.title == "الدرجات" && asked.lines[0] == "Amina")
      #expect(asked.lines[1].hasSuffix(" UTC"))
      #expect(asked.columns.count == 5 && asked.columns.allSatisfy { !$0.title.contains("web.") })
      #expect(
        asked.rows[0].cells.prefix(4) == ["Risk Management", "62.50", "0-101.50", "62.50\u{A0}%"])
      #expect(
        own.rows[0].cells.prefix(4) == ["Risk Management", "62,50", "0-101,50", "62,50\u{A0}%"])
      #expect(own.rows[1].cells.prefix(4) == ["New", "-", "-", "-"])
    }
  }

  @Test("the report of a course ends with its total")
  func report() async throws {
    try await withGateway { gateway in
      gateway.services.answer(
        "clikc.progress.v1.Grades/GetGradeReport",
        Clikc_Progress_V1_GetGradeReportResponse.with {
          $0.courseTitle = "Risk Management"
          $0.rows = [
            .with {
              $0.title = "Quiz"
              $0.weight = 0.5
              $0.status = .empty
              $0.setByTutor = true
              $0.feedback = "Well done"
            }
          ]
          $0.total.grade = 81
          $0.total.maximum = 101
        })
      let path = "/api/v1/courses/\(Self.course)/grades/pdf?language=en"
      let drawn = try await self.drawn(gateway, path)

      #expect(drawn.lines.prefix(2) == ["Risk Management", "Amina"])
      #expect(
        drawn.rows[0].cells == [
          "Quiz", "50.00\u{A0}% (Empty)", "-", "-", "-", "Set by a tutor: Well done", "-",
        ])
      #expect(
        drawn.rows[1].strong
          && drawn.rows[1].cells.prefix(4) == ["Course total", "-", "81.00", "0-101"])
    }
  }

  @Test("a statement says who answered what to which text, and when; one without an answer is none")
  func statement() async throws {
    try await withGateway { gateway in
      let hash = String(repeating: "0f", count: 32)
      gateway.services.answer(
        "clikc.identity.v1.PolicyDocuments/ListMyPolicies",
        Clikc_Identity_V1_ListMyPoliciesResponse.with {
          $0.answers = [(4, true, 1_795_511_200), (5, false, 0), (4, false, 1_795_511_107)].map {
            version, withdrawn, seconds in
            .with {
              $0.title = "Conditions"
              $0.version = Int32(version)
              $0.revision = 2
              $0.accepted = !withdrawn
              $0.withdrawn = withdrawn
              $0.language = "ar"
              $0.textHash = hash
              $0.answeredAt.seconds = Int64(seconds)
            }
          }
        })
      let drawn = try await self.drawn(
        gateway, "/api/v1/my/policies/4/pdf?language=en", token: "policy")
      let none = try await gateway.send(.get, "/api/v1/my/policies/6/pdf", token: "policy")
      let wrong = try await gateway.send(.get, "/api/v1/my/policies/0/pdf")

      let cells = drawn.rows.map { $0.cells[1] }
      #expect(
        cells == [
          "Conditions", "2", "Amina", TestSession.accountID, "Withdrawn",
          "2026-11-24 09:06:40 UTC", "العربية", hash, "Accepted", "2026-11-24 09:05:07 UTC",
          "العربية", hash,
        ])
      #expect(drawn.rows.allSatisfy { !$0.cells[0].contains("web.") } && !drawn.note.isEmpty)
      #expect((none.status, none.reason) == (.notFound, "POLICY_NOT_ANSWERED"))
      #expect(wrong.violations == ["/version": "NOT_ACCEPTED"])
    }
  }

  @Test("a wrong course, language or parameter is refused, and nothing is drawn")
  func refused() async throws {
    try await withGateway { gateway in
      var found: [[String: String]] = []
      for path in [
        "/api/v1/courses/nonsense/grades/pdf", "/api/v1/my/grades/pdf?language=de",
        "/api/v1/my/grades/pdf?page=2",
      ] {
        found.append(try await gateway.send(.get, path).violations)
      }

      #expect(
        found == [
          ["/course_id": "NOT_A_UUID"], ["/language": "UNKNOWN_LANGUAGE"],
          ["/page": "UNKNOWN_FIELD"],
        ])
      #expect(gateway.services.calls.isEmpty)
    }
  }

  /// Has a document answered, and returns what Notification was asked to draw.
  private func drawn(
    _ gateway: GatewayFixture, _ path: String, token: String = "open"
  ) async throws -> Clikc_Notification_V1_DrawTableRequest {
    let method = "clikc.notification.v1.Documents/DrawTable"
    gateway.services.answer(
      method, Clikc_Notification_V1_DrawTableResponse.with { $0.pdf = Data("%PDF-1.7".utf8) })
    let reply = try await gateway.send(.get, path, token: token)

    #expect(String(decoding: reply.bytes, as: UTF8.self) == "%PDF-1.7")
    #expect(reply.headers[.contentType] == "application/pdf")
    #expect(reply.headers[.cacheControl] == "private, no-store")
    let call = try #require(gateway.services.calls.last { $0.method == method })
    return try Clikc_Notification_V1_DrawTableRequest(serializedBytes: call.request)
  }
}
