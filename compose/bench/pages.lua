-- wrk: one page, a session after the other, or with CLIKC_BENCH_AT_RANDOM one at random. CLIKC_BENCH_TOKENS names a file with a token a line; CLIKC_BENCH_PAUSE_MS
-- is how long a connection waits between two requests, as a mean.
local sessions = {}
for line in io.lines(os.getenv("CLIKC_BENCH_TOKENS")) do
  sessions[#sessions + 1] = line
end
local threads = {}
local at_random = os.getenv("CLIKC_BENCH_AT_RANDOM")
local pause = tonumber(os.getenv("CLIKC_BENCH_PAUSE_MS") or "0")

function setup(thread)
  thread:set("offset", #threads * 7919)
  threads[#threads + 1] = thread
end

function init()
  count, bad = offset or 0, 0
  math.randomseed(count + 1)
end

function request()
  count = count + 1
  local token = sessions[at_random and math.random(#sessions) or count % #sessions + 1]
  return wrk.format("GET", nil, { ["Cookie"] = "__Host-sid=" .. token, ["Accept-Encoding"] = "gzip" })
end

if pause > 0 then
  function delay()
    return math.random(0, 2 * pause)
  end
end

function response(status)
  if status ~= 200 then bad = bad + 1 end
end

function done(summary, latency)
  local wrong = 0
  for _, thread in ipairs(threads) do wrong = wrong + thread:get("bad") end
  io.write(string.format('RESULT {"requests":%d,"microseconds":%d,"p50_us":%d,"p95_us":%d,"p99_us":%d,"wrong":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(95), latency:percentile(99),
    wrong + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
