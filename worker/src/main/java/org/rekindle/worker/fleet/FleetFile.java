// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rekindle.activities.report.RebuiltClusters;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.activities.FleetActivities;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ClusterRef;
import org.rekindle.workflows.model.CompatibilityRow;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.Fleet;
import org.rekindle.workflows.model.Rebuilt;
import org.rekindle.workflows.model.SurveyTarget;
import org.rekindle.workflows.model.SurveyTargets;

/**
 * A fleet file without faults.
 *
 * @param file the file itself
 * @param cloudsFile OpenStack's {@code clouds.yaml}
 * @param stateFolder for secrets, reports and the development server's database
 * @param surveyEvery pause between two surveys
 * @param profiles by cluster id, in the order of the file
 */
public record FleetFile(
        Path file,
        Path cloudsFile,
        Path stateFolder,
        Webhooks webhooks,
        Duration surveyEvery,
        Map<String, ClusterProfile> profiles)
        implements FleetActivities {

    /**
     * Reads and checks a fleet file.
     *
     * @throws FaultyFile with every fault at once
     */
    public static FleetFile read(Path file) {
        return FleetReader.read(file);
    }

    /** The JSON schema of fleet files, for editors. */
    public static String schema() {
        return FleetSchema.text();
    }

    /** The ids of all clusters, in the order of the file. */
    public List<String> ids() {
        return List.copyOf(profiles.keySet());
    }

    /** The rows about charts, those of the file first. */
    public List<CompatibilityRow> compatibility() {
        return profiles.values().stream()
                .findFirst()
                .map(ClusterProfile::compatibility)
                .orElseGet(() -> CompatibilityTable.shipped().rows());
    }

    /** What the file says about a cluster; where it names one by UUID that a run has rebuilt since, the new one is meant. */
    public Optional<ClusterProfile> of(String cluster) {
        return Optional.ofNullable(profiles.get(cluster))
                .map(said -> rebuilt(cluster).map(now -> said.named(now.is())).orElse(said));
    }

    /** The cluster that a run has rebuilt in place of the one that the file names by UUID. */
    public Optional<Rebuilt> rebuilt(String cluster) {
        return Optional.ofNullable(profiles.get(cluster))
                .flatMap(said -> new RebuiltClusters(reportFolder()).successor(cluster, said.magnumCluster()));
    }

    /** Where reports are kept. */
    public Path reportFolder() {
        return stateFolder.resolve("reports");
    }

    /** One sentence for somebody who asked for a cluster that is not there. */
    public String unknown(String cluster) {
        return "The fleet file " + file.getFileName() + " has no cluster `" + cluster + "`: "
                + Suggestion.end(cluster, ids());
    }

    @Override
    public ClusterProfile describe(ClusterRef ref) {
        return of(ref.cluster()).orElseThrow(() -> Failures.of(FailureCode.UNKNOWN_CLUSTER, unknown(ref.cluster())));
    }

    @Override
    public SurveyTargets targets(Fleet some) {
        return new SurveyTargets(some.clusters().stream()
                .flatMap(cluster -> of(cluster).stream())
                .map(SurveyTarget::of)
                .toList());
    }

    @Override
    public Fleet list() {
        return new Fleet(ids());
    }
}
