// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.net.URI;

/**
 * The public addresses of a site, each ending with a slash; they stay the same when the cluster is rebuilt.
 *
 * @param binder the BinderHub
 * @param hub the JupyterHub
 */
public record HubAddresses(URI binder, URI hub) {}
