// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Where a run's cluster is, as the run read it in the fleet file at its start. Every request to a cloud carries it, so that
 * an edit of the file cannot point a run that is under way at another cloud. Only the activity that deletes reads the file again, and
 * refuses where it means another cluster by now.
 *
 * @param cluster the cluster's id in the fleet file
 * @param cloud the entry of {@code clouds.yaml}
 * @param magnum name or UUID in Magnum
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterInCloud(String cluster, String cloud, String magnum) {}
