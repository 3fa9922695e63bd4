// SPDX-License-Identifier: Apache-2.0

//go:build tools

// Package tools pins what is built here.
package tools

import _ "github.com/getsops/sops/v3/cmd/sops"
