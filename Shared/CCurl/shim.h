#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one function for
// each kind of argument.

static inline CURLcode clikc_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode clikc_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode clikc_curl_set_list(CURL *handle, CURLoption option,
                                           struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode clikc_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

// libcurl calls it with what to fill, the two factors of its size and the pointer set beside it.
typedef size_t (*clikc_curl_data_function)(char *, size_t, size_t, void *);

static inline CURLcode clikc_curl_set_function(CURL *handle, CURLoption option,
                                               clikc_curl_data_function function) {
  return curl_easy_setopt(handle, option, function);
}

// libcurl tells it what it sends, hears and does.
typedef int (*clikc_curl_trace_function)(CURL *, curl_infotype, char *, size_t, void *);

static inline CURLcode clikc_curl_set_trace(CURL *handle, clikc_curl_trace_function function) {
  return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, function);
}

// libcurl calls it at least once a second; anything but 0 ends the transfer.
typedef int (*clikc_curl_progress_function)(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

static inline CURLcode clikc_curl_set_progress(CURL *handle,
                                               clikc_curl_progress_function function) {
  return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
}

static inline long clikc_curl_get_long(CURL *handle, CURLINFO info) {
  long value = 0;
  return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

static inline curl_off_t clikc_curl_get_offset(CURL *handle, CURLINFO info) {
  curl_off_t value = 0;
  return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}
