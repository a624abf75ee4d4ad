import Foundation

/// Reports as servers write them.
enum ReportSamples {
  /// Postfix, with the returned header.
  static func postfix(action: String, status: String, to: String? = nil) -> String {
    let id = DeliveryReportTests.mail.uuidString
    let address = "bounces+\(id.replacing("-", with: "").lowercased())@clikc.example"
    return """
      Return-Path: <>\r
      Delivered-To: \(to ?? address)\r
      From: MAILER-DAEMON@mx.customs.example (Mail Delivery System)\r
      Subject: Undelivered Mail Returned to Sender\r
      MIME-Version: 1.0\r
      Content-Type: multipart/report; report-type=delivery-status;\r
      \tboundary="9B095B5A0F.1795511107/mx.customs.example"\r
      \r
      This is a MIME-encapsulated message.\r
      \r
      --9B095B5A0F.1795511107/mx.customs.example\r
      Content-Description: Notification\r
      Content-Type: text/plain; charset=us-ascii\r
      \r
      I'm sorry to have to inform you that your message could not be delivered.\r
      \r
      --9B095B5A0F.1795511107/mx.customs.example\r
      Content-Description: Delivery report\r
      Content-Type: message/delivery-status\r
      \r
      Reporting-MTA: dns; mx.customs.example\r
      X-Postfix-Queue-ID: 9B095B5A0F\r
      Arrival-Date: Tue, 24 Nov 2026 09:05:00 +0000 (UTC)\r
      \r
      Final-Recipient: rfc822; zoe@customs.example\r
      Original-Recipient: rfc822;zoe@customs.example\r
      Action: \(action)\r
      Status: \(status)\r
      Remote-MTA: dns; mail.customs.example\r
      Diagnostic-Code: smtp; 550 5.1.1 <zoe@customs.example>:\r
          nobody here\r
      \r
      --9B095B5A0F.1795511107/mx.customs.example\r
      Content-Description: Undelivered Message Headers\r
      Content-Type: text/rfc822-headers\r
      \r
      From: "CLiKC!" <noreply@clikc.example>\r
      Message-ID: <\(id.lowercased())@clikc.example>\r
      \r
      --9B095B5A0F.1795511107/mx.customs.example--\r

      """
  }

  /// The least a report may hold.
  static func bare(_ body: String, encoding: String) -> String {
    let id = DeliveryReportTests.mail.uuidString.replacing("-", with: "").lowercased()
    return """
      To: <bounces+\(id)@clikc.example>
      Content-Type: multipart/report; boundary=b

      --b
      Content-Type: message/delivery-status
      Content-Transfer-Encoding: \(encoding)

      \(body)
      --b--
      """
  }
}
