// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The alerts of one request.
 *
 * @param byCluster the firing alerts of each cluster of ours
 * @param foreign names of clusters that are not ours, the first few
 * @param moreForeign how many firing alerts name others that are not ours
 * @param nameless how many firing alerts name no cluster
 * @param resolved the keys of the alerts of each cluster of ours that do not fire any more, the first to have begun first, and not all of many
 * @param moreResolved how many others do not fire any more
 * @param odd how many entries are no alerts
 * @param noted sentences about what starts nothing
 * @param deliveries what the sender calls this delivery
 * @param watchdog whether the alert is among them that always fires
 */
record CollectedAlerts(
        Map<String, ClusterAlerts> byCluster,
        Set<String> foreign,
        int moreForeign,
        int nameless,
        Map<String, List<String>> resolved,
        int moreResolved,
        int odd,
        List<String> noted,
        Set<String> deliveries,
        boolean watchdog) {}
