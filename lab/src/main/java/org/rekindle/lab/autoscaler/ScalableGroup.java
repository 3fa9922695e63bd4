// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

/**
 * A node group that the autoscaler may resize.
 *
 * @param name the value of the label {@code capi.stackhpc.com/node-group} on its nodes
 * @param id how events name it: {@code MachineDeployment/<namespace>/<stack>-<group>}
 * @param minimum never fewer nodes than this
 * @param maximum never more nodes than this
 * @param template what a new node offers
 */
public record ScalableGroup(String name, String id, int minimum, int maximum, NodeTemplate template) {}
