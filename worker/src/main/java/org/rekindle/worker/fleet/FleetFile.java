// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.ApprovalRules;
import org.rekindle.activities.approval.Signers;
import org.rekindle.activities.approval.passkey.PasskeySite;
import org.rekindle.activities.report.RebuiltClusters;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.FleetActivities;
import org.rekindle.workflows.api.FleetActivities.ClusterRef;
import org.rekindle.workflows.api.FleetActivities.Fleet;
import org.rekindle.workflows.api.FleetActivities.SurveyTargets;
import org.rekindle.workflows.api.RecordActivities.RecordsWanted;
import org.rekindle.workflows.api.ReportActivities.Rebuilt;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.CompatibilityRow;
import org.rekindle.workflows.model.fleet.SiteCommand;
import org.rekindle.workflows.model.fleet.SurveyTarget;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.teardown.MeantCluster;

/**
 * A fleet file without faults.
 *
 * @param file the file itself
 * @param cloudsFile OpenStack's {@code clouds.yaml}
 * @param stateFolder for secrets, reports and the development server's database
 * @param surveyEvery pause between two surveys
 * @param deadManUrlFile holds the URL to which surveys are reported, which is a secret; null when they are not
 * @param pageLogin of those who may see the fleet page; null when it is shown on this machine alone
 * @param pageSite the address at which people open the pages; null where the file has none, so that there are no passkeys
 * @param proofsEvery pause between two verifications of a cluster; null when none starts by itself
 * @param signers what people sign approvals with; empty where names are claims
 * @param channels how people are reached
 * @param profiles by cluster id, in the order of the file
 */
public record FleetFile(
        Path file,
        Path cloudsFile,
        Path stateFolder,
        Webhooks webhooks,
        Duration surveyEvery,
        @Nullable Path deadManUrlFile,
        @Nullable PageLogin pageLogin,
        @Nullable PasskeySite pageSite,
        @Nullable Duration proofsEvery,
        Signers signers,
        NotifyChannels channels,
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

    /**
     * Reads what people sign approvals with. It needs none of the files of the worker, which a person who approves may not be able to
     * read.
     *
     * @throws FaultyFile with every fault of the file's form and of its people at once
     */
    public static Signers readSigners(Path file) {
        return FleetReader.readSigners(file);
    }

    /** The JSON schema of fleet files, for editors. */
    public static String schema() {
        return FleetSchema.text();
    }

    /** The ids of all clusters, in the order of the file. */
    public List<String> ids() {
        return List.copyOf(profiles.keySet());
    }

    /** The ids of the clusters whose verification does something: for which a proof or a rescue is configured. */
    public List<String> verifiable() {
        return profiles.entrySet().stream()
                .filter(each -> each.getValue().verification().asksForProof()
                        || each.getValue().rescue() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What is no fault and still a surprise on the day that it matters, one sentence with its cure each. */
    public List<String> warnings() {
        if (proofsEvery != null) {
            return List.of();
        }
        return profiles.values().stream()
                .filter(profile -> profile.rescue() != null)
                .map(profile ->
                        "clusters." + profile.cluster() + ".rescue: copies only when a run plans a teardown, and an"
                                + " expired cluster may answer nothing by then; add `proofs: {every: 24h}`, so that each"
                                + " verification copies ahead.")
                .toList();
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

    /** Which cluster is meant: where the file names one by UUID that a run has rebuilt since, that one and the new one. */
    public MeantCluster meant(ClusterProfile said) {
        Stream<String> successor = rebuilt(said.cluster()).map(Rebuilt::is).stream();
        return new MeantCluster(
                said.cloud(),
                Stream.concat(Stream.of(said.magnumCluster()), successor).toList());
    }

    /** The cluster that a run has rebuilt in place of the one that the file names by UUID. */
    public Optional<Rebuilt> rebuilt(String cluster) {
        return Optional.ofNullable(profiles.get(cluster))
                .flatMap(said -> new RebuiltClusters(reportFolder()).successor(cluster, said.magnumCluster()));
    }

    /** Whether a cluster of the file has this command, word for word. */
    public boolean hasCommand(SiteCommand command) {
        return profiles.values().stream()
                .anyMatch(profile -> profile.commands().contains(command)
                        || command.equals(profile.verification().commit()));
    }

    /** Whether a cluster of the file has just these names, set at this provider. */
    public boolean setsRecords(RecordsWanted wanted) {
        ClusterProfile profile = profiles.get(wanted.cluster());
        return profile != null
                && profile.cloud().equals(wanted.cloud())
                && profile.recordsSetAt().contains(wanted.provider())
                && profile.verification().hubUrls().equals(wanted.urls());
    }

    /** Who may approve. The file is read again for each answer, since a key may have been taken out of it. */
    public ApprovalRules approvalRules() {
        return new FleetApprovals(file);
    }

    /** Where reports are kept. */
    public Path reportFolder() {
        return stateFolder.resolve("reports");
    }

    /** One sentence for a person who asked for a cluster that is not there. */
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
        return new Fleet(ids(), deadManUrlFile != null);
    }
}
