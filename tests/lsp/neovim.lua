-- Runs inside Neovim: starts the server $CYQ, asks it what an editor asks, and writes what the client understood to found.json.
local function wait(what, condition)
  assert(vim.wait(20000, condition, 20), what .. " did not come")
end

local function start()
  local settings = { name = "cyq", cmd = { vim.env.CYQ, "--today", "2025-10-15", "lsp" }, root_dir = vim.fn.getcwd() }
  if vim.lsp.start then
    return vim.lsp.start(settings)
  end
  local id = vim.lsp.start_client(settings)
  vim.lsp.buf_attach_client(0, id)
  return id
end

local function ask(id, method, line, character)
  local params = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = line, character = character } }
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, 20000))
  assert(answers[id] and not answers[id].error, method .. ": " .. vim.inspect(answers))
  return answers[id].result
end

local function plain(diagnostics)
  local found = {}
  for _, d in ipairs(diagnostics) do
    table.insert(found, { lnum = d.lnum, col = d.col, end_col = d.end_col, code = d.code, severity = d.severity, message = d.message })
  end
  return found
end

local function format()
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ async = false, timeout_ms = 20000 })
  else
    vim.lsp.buf.formatting_sync(nil, 20000)
  end
end

local function run(found)
  vim.cmd("edit a.cyq")
  local id = start()
  -- The whole text is checked with its unknown field; the value that is half typed is told by a warning.
  wait("a diagnostic", function() return #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }) > 0 end)
  found.diagnostics = plain(vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }))
  found.completion = ask(id, "textDocument/completion", 3, 49)
  found.hover = ask(id, "textDocument/hover", 3, 30)
  found.definition = ask(id, "textDocument/definition", 3, 30)
  local line = vim.api.nvim_buf_get_lines(0, 2, 3, false)[1]
  local at = line:find("projct", 1, true) + 3 -- behind the j
  vim.api.nvim_buf_set_text(0, 2, at, 2, at, { "e" })
  wait("a text without errors", function() return #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }) == 0 end)
  found.mended = plain(vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }))
  format()
  found.formatted = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  vim.lsp.stop_client(id)
  wait("the server's end", function() return vim.lsp.get_client_by_id(id) == nil end)
  found.stopped = true
end

local found = vim.empty_dict()
local good, error = pcall(run, found)
if not good then
  found.error = tostring(error)
end
local file = io.open("found.json", "w")
file:write(vim.fn.json_encode(found))
file:close()
vim.cmd("qall!")
