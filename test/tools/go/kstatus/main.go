// Command kstatus judges Kubernetes objects as Flux, Helm 4 and kubectl plugins do. It reads objects as JSON from stdin,
// one per line, and answers each with one line: {"status": ..., "message": ...}.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

type verdict struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "kstatus:", err)
		os.Exit(1)
	}
}

func run() error {
	decoder := json.NewDecoder(bufio.NewReader(os.Stdin))
	encoder := json.NewEncoder(os.Stdout)
	for decoder.More() {
		// UnmarshalJSON of Unstructured reads numbers as integers where they are some, as a client of the API server does.
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil {
			return fmt.Errorf("read an object: %w", err)
		}
		var object unstructured.Unstructured
		if err := object.UnmarshalJSON(raw); err != nil {
			return fmt.Errorf("read an object: %w", err)
		}
		result, err := status.Compute(&object)
		if err != nil {
			return fmt.Errorf("judge %s %s: %w", object.GetKind(), object.GetName(), err)
		}
		if err := encoder.Encode(verdict{Status: result.Status.String(), Message: result.Message}); err != nil {
			return err
		}
	}
	return nil
}
