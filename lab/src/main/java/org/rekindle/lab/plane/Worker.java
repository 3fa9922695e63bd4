// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

/**
 * A machine of a node group that is made elsewhere, as its node shall be.
 *
 * @param name of the machine and of its node
 * @param group the name of the node group
 * @param version of Kubernetes, such as {@code v1.33.2}
 */
public record Worker(String name, String group, String version) {}
