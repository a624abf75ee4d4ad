/// The prose of the OpenAPI document that no contract holds.
enum OpenAPITexts {
  static let description = """
    The portal's whole API. Messages are protobuf: as JSON (zero values are left out, int64 is text) or, \
    with `application/protobuf` in Content-Type and Accept, in binary form.

    Errors are problem details (RFC 9457) in the reader's language: that of the header Clikc-Language \
    (en, fr, ar, es or pt), else the account's, else Accept-Language. \
    Lists are paged by cursor: pass `nextPageToken` as `pageToken`.

    A write may carry an Idempotency-Key of 1 to 200 visible ASCII characters. The gateway keeps no answers: \
    operations with `x-clikc-idempotent: true` may be repeated as they are, with or without a key; the others \
    may not, and after a lost answer the client must look before it writes again.

    A session that still has to change its password, answer the policy or confirm its profile is refused \
    with 403 and the reason PASSWORD_CHANGE_REQUIRED, POLICY_NOT_ACCEPTED or PROFILE_NOT_CONFIRMED, that of somebody \
    who asked for erasure with ERASURE_ASKED; \
    `x-clikc-access` tells which operations are open before that.
    """

  static let bearer = "The token that signIn answers."

  static let cookie = """
    The same token as the pages send it. A write with the cookie must come from the site itself: \
    Sec-Fetch-Site same-origin or none, or an Origin equal to the site's address.
    """
}
