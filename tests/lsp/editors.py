"""What two editors say first: their initialize requests, with all that they can, as VS Code 1.86 and Neovim 0.11 send them."""
DYNAMIC = {"dynamicRegistration": True}
STATIC = {"dynamicRegistration": False}
TEXTS = ["markdown", "plaintext"]
TAGS = {"tagSupport": {"valueSet": [1]}}


def upto(n):
    return {"valueSet": list(range(1, n + 1))}


def vscode(root):
    """vscode-languageclient 9, over standard input and output."""
    links = {**DYNAMIC, "linkSupport": True}
    symbols = {**DYNAMIC, "symbolKind": upto(26), **TAGS}
    workspace = {
        "applyEdit": True, "configuration": True, "workspaceFolders": True, "executeCommand": DYNAMIC, "didChangeConfiguration": DYNAMIC,
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"],
                          "failureHandling": "textOnlyTransactional", "normalizesLineEndings": True,
                          "changeAnnotationSupport": {"groupsOnLabel": True}},
        "didChangeWatchedFiles": {**DYNAMIC, "relativePatternSupport": True},
        "symbol": {**symbols, "resolveSupport": {"properties": ["location.range"]}},
        **{name: {"refreshSupport": True} for name in ("codeLens", "semanticTokens", "inlineValue", "inlayHint", "diagnostics")},
        "fileOperations": {**DYNAMIC, **{name: True for name in ("didCreate", "didRename", "didDelete", "willCreate", "willRename", "willDelete")}},
    }
    text = {
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": False, "tagSupport": {"valueSet": [1, 2]},
                               "codeDescriptionSupport": True, "dataSupport": True},
        "synchronization": {**DYNAMIC, "willSave": True, "willSaveWaitUntil": True, "didSave": True},
        "completion": {**DYNAMIC, "contextSupport": True, "insertTextMode": 2, "completionItemKind": upto(25),
                       "completionList": {"itemDefaults": ["commitCharacters", "editRange", "insertTextFormat", "insertTextMode"]},
                       "completionItem": {"snippetSupport": True, "commitCharactersSupport": True, "documentationFormat": TEXTS,
                                          "deprecatedSupport": True, "preselectSupport": True, **TAGS, "insertReplaceSupport": True,
                                          "resolveSupport": {"properties": ["documentation", "detail", "additionalTextEdits"]},
                                          "insertTextModeSupport": {"valueSet": [1, 2]}, "labelDetailsSupport": True}},
        "hover": {**DYNAMIC, "contentFormat": TEXTS},
        "signatureHelp": {**DYNAMIC, "contextSupport": True, "signatureInformation": {
            "documentationFormat": TEXTS, "parameterInformation": {"labelOffsetSupport": True}, "activeParameterSupport": True}},
        **{name: links for name in ("definition", "typeDefinition", "implementation", "declaration")},
        **{name: DYNAMIC for name in ("references", "documentHighlight", "codeLens", "formatting", "rangeFormatting", "onTypeFormatting",
                                      "colorProvider", "selectionRange", "callHierarchy", "linkedEditingRange", "typeHierarchy", "inlineValue")},
        "documentSymbol": {**symbols, "hierarchicalDocumentSymbolSupport": True, "labelSupport": True},
        "codeAction": {**DYNAMIC, "isPreferredSupport": True, "disabledSupport": True, "dataSupport": True, "honorsChangeAnnotations": False,
                       "resolveSupport": {"properties": ["edit"]}, "codeActionLiteralSupport": {"codeActionKind": {"valueSet": [
                           "", "quickfix", "refactor", "refactor.extract", "refactor.inline", "refactor.rewrite", "source",
                           "source.organizeImports"]}}},
        "rename": {**DYNAMIC, "prepareSupport": True, "prepareSupportDefaultBehavior": 1, "honorsChangeAnnotations": True},
        "documentLink": {**DYNAMIC, "tooltipSupport": True},
        "foldingRange": {**DYNAMIC, "rangeLimit": 5000, "lineFoldingOnly": True, "foldingRange": {"collapsedText": False},
                         "foldingRangeKind": {"valueSet": ["comment", "imports", "region"]}},
        "semanticTokens": {**DYNAMIC, "formats": ["relative"], "requests": {"range": True, "full": {"delta": True}},
                           "tokenTypes": ["namespace", "type", "class", "enum", "interface", "struct", "typeParameter", "parameter", "variable",
                                          "property", "enumMember", "event", "function", "method", "macro", "keyword", "modifier", "comment",
                                          "string", "number", "regexp", "operator", "decorator"],
                           "tokenModifiers": ["declaration", "definition", "readonly", "static", "deprecated", "abstract", "async",
                                              "modification", "documentation", "defaultLibrary"],
                           "multilineTokenSupport": False, "overlappingTokenSupport": False, "serverCancelSupport": True,
                           "augmentsSyntaxTokens": True},
        "inlayHint": {**DYNAMIC, "resolveSupport": {"properties": ["tooltip", "textEdits", "label.tooltip", "label.location", "label.command"]}},
        "diagnostic": {**DYNAMIC, "relatedDocumentSupport": False},
    }
    return {
        "processId": 37856, "clientInfo": {"name": "Visual Studio Code", "version": "1.86.1"}, "locale": "en", "rootPath": root,
        "rootUri": f"file://{root}", "trace": "off", "workspaceFolders": [{"uri": f"file://{root}", "name": "reports"}],
        "capabilities": {
            "workspace": workspace, "textDocument": text,
            "window": {"showMessage": {"messageActionItem": {"additionalPropertiesSupport": True}}, "showDocument": {"support": True},
                       "workDoneProgress": True},
            "general": {"staleRequestSupport": {"cancel": True, "retryOnContentModified": [
                            "textDocument/semanticTokens/full", "textDocument/semanticTokens/range", "textDocument/semanticTokens/full/delta"]},
                        "regularExpressions": {"engine": "ECMAScript", "version": "ES2020"},
                        "markdown": {"parser": "marked", "version": "1.1.0"}, "positionEncodings": ["utf-16"]},
            "notebookDocument": {"synchronization": {**DYNAMIC, "executionSummarySupport": True}}},
    }


def neovim(root):
    """vim.lsp.start. It counts positions in bytes if the server does."""
    links = {"linkSupport": True}
    text = {
        "publishDiagnostics": {"relatedInformation": True, "tagSupport": {"valueSet": [1, 2]}, "dataSupport": True},
        "diagnostic": STATIC, "synchronization": {**STATIC, "willSave": True, "willSaveWaitUntil": True, "didSave": True},
        "completion": {**STATIC, "contextSupport": True, "completionItemKind": upto(25),
                       "completionItem": {"snippetSupport": True, "commitCharactersSupport": False, "preselectSupport": False,
                                          "deprecatedSupport": True, "documentationFormat": TEXTS, **TAGS,
                                          "resolveSupport": {"properties": ["additionalTextEdits"]}},
                       "completionList": {"itemDefaults": ["editRange", "insertTextFormat", "insertTextMode", "data"]}},
        "hover": {**DYNAMIC, "contentFormat": TEXTS}, "definition": {**DYNAMIC, **links}, "declaration": links, "implementation": links,
        "typeDefinition": links, "references": STATIC, "documentHighlight": STATIC, "callHierarchy": STATIC, "codeLens": STATIC,
        "formatting": DYNAMIC, "rangeFormatting": {**DYNAMIC, "rangesSupport": True}, "rename": {**DYNAMIC, "prepareSupport": True},
        "documentSymbol": {**STATIC, "hierarchicalDocumentSymbolSupport": True, "symbolKind": upto(26)},
        "foldingRange": {**STATIC, "lineFoldingOnly": True, "foldingRange": {"collapsedText": True},
                         "foldingRangeKind": {"valueSet": ["comment", "imports", "region"]}},
        "signatureHelp": {**STATIC, "signatureInformation": {"activeParameterSupport": True, "documentationFormat": TEXTS,
                                                            "parameterInformation": {"labelOffsetSupport": True}}},
        "inlayHint": {**DYNAMIC, "resolveSupport": {"properties": ["textEdits", "tooltip", "location", "command"]}},
    }
    return {
        "processId": 4121, "clientInfo": {"name": "Neovim", "version": "0.11.0+v0.11.0"}, "rootPath": root, "rootUri": f"file://{root}",
        "trace": "off", "workDoneToken": "1", "workspaceFolders": [{"uri": f"file://{root}", "name": root}],
        "capabilities": {
            "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]}, "textDocument": text,
            "window": {"showDocument": {"support": True}, "workDoneProgress": True,
                       "showMessage": {"messageActionItem": {"additionalPropertiesSupport": True}}},
            "workspace": {"applyEdit": True, "configuration": True, "workspaceFolders": True, "semanticTokens": {"refreshSupport": True},
                          "inlayHint": {"refreshSupport": True}, "didChangeConfiguration": STATIC,
                          "didChangeWatchedFiles": {**STATIC, "relativePatternSupport": True}, "symbol": {**STATIC, "symbolKind": upto(26)},
                          "workspaceEdit": {"resourceOperations": ["rename", "create", "delete"]}}},
    }
