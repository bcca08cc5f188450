// Command lua-health runs Argo CD's health checks as Argo CD does: in gopher-lua, with the base and table libraries alone.
// It reads {"script": ..., "object": ...} from stdin, one per line, and answers each with {"status": ..., "message": ...}.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	lua "github.com/yuin/gopher-lua"
)

// Argo CD ends a script after one second.
const timeLimit = time.Second

type question struct {
	Script string `json:"script"`
	Object any    `json:"object"`
}

type verdict struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "lua-health:", err)
		os.Exit(1)
	}
}

func run() error {
	decoder := json.NewDecoder(bufio.NewReader(os.Stdin))
	encoder := json.NewEncoder(os.Stdout)
	for decoder.More() {
		var asked question
		if err := decoder.Decode(&asked); err != nil {
			return fmt.Errorf("read a question: %w", err)
		}
		answer, err := judge(asked)
		if err != nil {
			return err
		}
		if err := encoder.Encode(answer); err != nil {
			return err
		}
	}
	return nil
}

func judge(asked question) (verdict, error) {
	state := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer state.Close()
	for name, open := range map[string]lua.LGFunction{lua.BaseLibName: lua.OpenBase, lua.TabLibName: lua.OpenTable} {
		state.Push(state.NewFunction(open))
		state.Push(lua.LString(name))
		state.Call(1, 0)
	}
	limited, cancel := context.WithTimeout(context.Background(), timeLimit)
	defer cancel()
	state.SetContext(limited)
	state.SetGlobal("obj", toLua(state, asked.Object))
	if err := state.DoString(asked.Script); err != nil {
		return verdict{}, fmt.Errorf("run the script: %w", err)
	}
	table, ok := state.Get(-1).(*lua.LTable)
	if !ok {
		return verdict{}, fmt.Errorf("the script returned %s instead of a table", state.Get(-1).Type())
	}
	return verdict{
		Status:  lua.LVAsString(table.RawGetString("status")),
		Message: lua.LVAsString(table.RawGetString("message")),
	}, nil
}

func toLua(state *lua.LState, value any) lua.LValue {
	switch typed := value.(type) {
	case bool:
		return lua.LBool(typed)
	case float64:
		return lua.LNumber(typed)
	case string:
		return lua.LString(typed)
	case []any:
		table := state.NewTable()
		for _, member := range typed {
			table.Append(toLua(state, member))
		}
		return table
	case map[string]any:
		table := state.NewTable()
		for name, member := range typed {
			table.RawSetString(name, toLua(state, member))
		}
		return table
	default:
		return lua.LNil
	}
}
