// SPDX-License-Identifier: Apache-2.0
/** Talks to a cluster's Kubernetes API, with a kubeconfig from the secret store and nothing from around the worker. */
@NullMarked
package org.rekindle.activities.kubernetes;

import org.jspecify.annotations.NullMarked;
