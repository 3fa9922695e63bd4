// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.net.URI;
import org.rekindle.lab.plane.LiveCluster;

/** What one visitor wants: a repository on a server, through one site of one cluster. */
record LaunchRequest(
        LiveCluster cluster, HubSite site, RepoSpec spec, URI binder, URI hub, String clientAddress) {}
