// ts-run completion bash|zsh|fish: a script that asks `ts-run __complete` at each Tab.

import type { Command } from "../command.ts";
import { usageError } from "../usage-error.ts";

const SCRIPTS: Readonly<Record<string, string>> = {
  bash: `_ts_run() {
  local IFS=$'\\n' word="\${COMP_WORDS[COMP_CWORD]}" line="\${COMP_LINE:0:COMP_POINT}"
  # bash splits words at ":" and "="; replies must not repeat what stands before them
  local -a words
  IFS=$' \\t\\n' read -ra words <<< "$line"
  [[ $line =~ [[:space:]]$ ]] && words+=("")
  local prefix="\${words[\${#words[@]}-1]}"
  local cut="\${prefix%"$word"}"
  [[ $word == [:=] ]] && { word=""; cut="$prefix"; }
  local reply
  COMPREPLY=()
  while IFS= read -r reply; do
    if [[ $reply == :files ]]; then compopt -o default; COMPREPLY=(); return; fi
    COMPREPLY+=("\${reply#"$cut"}")
  done < <("\${words[0]}" __complete -- "\${words[@]:1}" 2>/dev/null)
}
complete -F _ts_run ts-run
`,
  zsh: `#compdef ts-run
_ts_run() {
  local -a replies
  replies=("\${(@f)$("\${words[1]}" __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ \${replies[1]} == :files ]]; then _files; else compadd -- "\${replies[@]}"; fi
}
if [[ $funcstack[1] == _ts_run ]]; then _ts_run "$@"; else compdef _ts_run ts-run; fi
`,
  fish: `function __ts_run_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l replies ($words[1] __complete -- $words[2..-1] 2>/dev/null)
  if test "$replies[1]" = ":files"
    __fish_complete_path (commandline -ct)
  else
    printf '%s\\n' $replies
  end
end
complete -c ts-run -f -a '(__ts_run_complete)'
`,
};

export const command: Command = {
  name: "completion",
  summary: "Print a completion script for a shell",
  usage: "bash|zsh|fish",
  options: [],
  positionals: { min: 1, max: 1, complete: Object.keys(SCRIPTS) },
  examples: ["source <(ts-run completion bash)", "ts-run completion fish > ~/.config/fish/completions/ts-run.fish"],
  run: (_services, args, context) => {
    const shell = args.positional(0);
    const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined;
    if (script === undefined) throw usageError(`completion: unknown shell "${shell}"`, "bash, zsh or fish");
    context.write(script);
    return Promise.resolve(0);
  },
};
