// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import io.temporal.activity.Activity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.InventoryActivities;
import org.rekindle.workflows.api.InventoryActivities.ClusterIdentityOf;
import org.rekindle.workflows.api.InventoryActivities.Protection;
import org.rekindle.workflows.api.InventoryActivities.QuotaQuestion;
import org.rekindle.workflows.api.InventoryActivities.RebuildQuestion;
import org.rekindle.workflows.api.InventoryActivities.RebuildSighting;
import org.rekindle.workflows.api.InventoryActivities.RunClusters;
import org.rekindle.workflows.api.InventoryActivities.RunClustersOf;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome;
import org.rekindle.workflows.api.MagnumActivities.AwaitRequest;
import org.rekindle.workflows.api.MagnumActivities.CloudSighting;
import org.rekindle.workflows.api.MagnumActivities.CloudTarget;
import org.rekindle.workflows.api.MagnumActivities.CreateRequest;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.api.MagnumActivities.Goal;
import org.rekindle.workflows.api.MagnumActivities.NodeGroupRequest;
import org.rekindle.workflows.api.MagnumActivities.RequestOutcome;
import org.rekindle.workflows.api.MagnumActivities.Templates;
import org.rekindle.workflows.api.MagnumActivities.UpgradeRequest;
import org.rekindle.workflows.api.TlsActivities;
import org.rekindle.workflows.api.TlsActivities.Endpoint;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.CloudClaim;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.CloudLogin;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterStatus;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.CreateFacts;
import org.rekindle.workflows.model.observation.FlavorStock;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.observation.RebuildFacts;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.observation.RunMark;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.observation.TemplateStock;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.teardown.TeardownGuard;

/**
 * A Magnum in memory. A template of 1.33 with the driver's default chart never comes up; an upgrade of an expired cluster
 * never ends; everything else is done at the second look. As the real one does, it finds a create that is asked for again by
 * its mark, and takes a delete of a cluster that is not there for done.
 */
public final class FakeCloud implements MagnumActivities, InventoryActivities, TlsActivities {

    private static final ClusterUuid OLD = new ClusterUuid("11111111-0000-4000-8000-000000000001");

    public final List<String> asked = new CopyOnWriteArrayList<>();
    public final List<LeftOver> volumes = new CopyOnWriteArrayList<>();
    public final List<String> volumesNotLooked = new CopyOnWriteArrayList<>();
    public final List<String> claimsAsked = new CopyOnWriteArrayList<>();
    public final List<String> claimsNotLooked = new CopyOnWriteArrayList<>();
    /** What the metadata of volumes say of claims. */
    public final List<CloudClaim> claims = new CopyOnWriteArrayList<>();

    public final Map<String, String> volumeUsers = new ConcurrentHashMap<>();
    public final List<String> volumesThatRefuse = new CopyOnWriteArrayList<>();
    private final List<Template> templates =
            new ArrayList<>(List.of(Samples.DOOMED, Samples.FITTING, Samples.NEXT_MINOR, Samples.CURRENT));
    private final Map<ClusterUuid, CloudCluster> clusters = new LinkedHashMap<>();
    private final Map<ClusterUuid, Instant> notAfter = new LinkedHashMap<>();
    private final Map<String, Integer> looks = new LinkedHashMap<>();
    private final Clock clock;
    private final FakeSigners signers;
    private @Nullable FailureCode failing;
    private @Nullable FailureCode waitFailing;
    private boolean silentDuringFirstWait;
    private @Nullable String firstWait;
    private @Nullable FailureCode onceCreated;
    private boolean upgradesRenew = true;
    private boolean deletesHang;
    private boolean deletesLast;
    private final Set<String> neverUp = new HashSet<>(Set.of(Samples.DOOMED.uuid()));
    private boolean refusesNodeGroups;
    private @Nullable FailureCode upgradeFailing;
    private @Nullable String waitFailingOnce;
    private @Nullable String upgradesRefused;
    private @Nullable FailureCode listingFailing;
    private int created = 1;
    private int instancesLimit = 5;
    private int looksInVain;
    private boolean createsTwice;
    private boolean deniesLooksByUuid;
    private int claimsGone;
    private int protectFailures;
    private int protectCalls;
    private boolean takesOff;
    private @Nullable FailureCode createFactsFailing;
    private final Set<String> faulty = new HashSet<>();
    private @Nullable Instant loginEnds;
    private boolean quotaHidden;

    /** A world with the incident's cluster, whose certificate ends at a time. */
    public FakeCloud(Clock clock, Instant certificateEnds, FakeSigners signers) {
        this.signers = signers;
        this.clock = clock;
        clusters.put(
                OLD,
                cluster(OLD, Samples.CURRENT, "CREATE_COMPLETE", null, certificateEnds.minus(Duration.ofDays(365))));
        notAfter.put(OLD, certificateEnds);
    }

    /** From now on every question fails with this code; null ends it. */
    public synchronized void failWith(@Nullable FailureCode code) {
        failing = code;
    }

    /** From now on only waiting fails with this code, so that requests come through; null ends it. */
    public synchronized void failWaitsWith(@Nullable FailureCode code) {
        waitFailing = code;
    }

    /** Waiting fails with this code as soon as a cluster has been asked for, as when credentials are revoked meanwhile. */
    public synchronized void failWaitsOnceCreatedWith(FailureCode code) {
        onceCreated = code;
    }

    /** From now on a delete never ends. */
    public synchronized void makeDeletesLast() {
        deletesLast = true;
    }

    /** From now on these templates never come up, beside the one that never does. */
    public synchronized void keepFromComingUp(Template... more) {
        neverUp.clear();
        neverUp.add(Samples.DOOMED.uuid());
        List.of(more).forEach(each -> neverUp.add(each.uuid()));
    }

    /** From now on a delete ends in {@code DELETE_FAILED}, until it is let go. */
    public synchronized void hangDeletes(boolean hang) {
        deletesHang = hang;
    }

    /** From now on no node group can be made, until they are let. */
    public synchronized void refuseNodeGroups(boolean refuse) {
        refusesNodeGroups = refuse;
    }

    /** From now on the project sees these templates and no others. */
    public synchronized void onlyTemplates(Template... visible) {
        templates.clear();
        templates.addAll(List.of(visible));
    }

    /** Forgets the old cluster and puts another of its name there, as if somebody else had rebuilt it. */
    public synchronized void replaceOldBehindOurBack(Duration untilExpiry) {
        clusters.remove(OLD);
        ClusterUuid uuid = new ClusterUuid("99999999-0000-4000-8000-000000000009");
        clusters.put(uuid, cluster(uuid, Samples.CURRENT, "CREATE_COMPLETE", null, clock.instant()));
        notAfter.put(uuid, clock.instant().plus(untilExpiry));
    }

    /** Renews the old cluster's certificate behind our back, or lets it end earlier. */
    public synchronized void certificateEnds(Instant ends) {
        notAfter.put(OLD, ends);
    }

    /** From now on only requests to upgrade fail with this code, before anything has come of them; null ends it. */
    public synchronized void failUpgradesWith(@Nullable FailureCode code) {
        upgradeFailing = code;
    }

    /** Waiting fails as soon as an upgrade to this template has been asked for. */
    public synchronized void failWaitsOnceUpgradedTo(Template template) {
        waitFailingOnce = template.uuid();
    }

    /** From now on the templates cannot be listed; null ends it. */
    public synchronized void failListingWith(@Nullable FailureCode code) {
        listingFailing = code;
    }

    /** From now on Magnum refuses upgrades to this template. */
    public synchronized void refuseUpgradesTo(Template template) {
        upgradesRefused = template.uuid();
    }

    /** Somebody else upgrades the old cluster, which renews its certificate. */
    public synchronized void upgradeBehindOurBack(Template template) {
        Instant createdAt =
                Optional.ofNullable(clusters.get(OLD)).orElseThrow().identity().createdAt();
        clusters.put(OLD, cluster(OLD, template, "UPDATE_COMPLETE", null, createdAt));
        notAfter.put(OLD, clock.instant().plus(Duration.ofDays(365)));
    }

    /** From now on an upgrade completes and renews nothing. */
    public synchronized void keepUpgradesFromRenewing() {
        upgradesRenew = false;
    }

    /** From now on every create reaches Magnum twice, as when something on the way repeats it. */
    public synchronized void createTwice() {
        createsTwice = true;
    }

    /** From now on, or no longer, a look at one certain cluster is denied. */
    public synchronized void denyLooksByUuid(boolean deny) {
        deniesLooksByUuid = deny;
    }

    /** All clusters that a run has made come up at once. */
    public synchronized void letOwnClustersComeUp() {
        clusters.replaceAll((uuid, each) -> each.runMark() == null
                ? each
                : cluster(
                        uuid,
                        template(each.templateId()),
                        "CREATE_COMPLETE",
                        each.runMark(),
                        each.identity().createdAt()));
    }

    /** The next delete and the next wait say that the cluster is gone, though it is there. */
    public synchronized void claimOnceThatItIsGone() {
        claimsGone = 2;
    }

    /** When the old cluster's certificate ends. */
    synchronized Instant oldEnds() {
        return notAfter.getOrDefault(OLD, Instant.EPOCH);
    }

    @Override
    public synchronized QuotaSighting quota(QuotaQuestion question) {
        if (quotaHidden) {
            return new QuotaSighting(List.of(), List.of("Nova: it does not answer."));
        }
        return new QuotaSighting(List.of(new QuotaLine("instances", instancesLimit, 4, 4, 4, 1)), List.of());
    }

    private CreateFacts createFacts(RebuildQuestion question) {
        if (createFactsFailing != null) {
            throw Failures.of(createFactsFailing, "Nova does not answer.");
        }
        Shape shape = question.shape();
        return new CreateFacts(
                templates.stream()
                        .filter(each -> question.templates().contains(each.uuid())
                                || question.templates().contains(each.name()))
                        .map(each -> new TemplateStock(
                                each.uuid(),
                                each.name(),
                                "m3.small",
                                "m3.small",
                                false,
                                Map.of(),
                                faulty.contains(each.uuid())
                                        ? List.of("its image is deactivated, not active.")
                                        : List.of()))
                        .toList(),
                Stream.of("m3.small", "m3.quad", "m3.large")
                        .map(each -> new FlavorStock(each, 4, 8192, 20))
                        .toList(),
                Stream.ofNullable(shape.keypair()).toList(),
                Stream.ofNullable(shape.fixedNetwork()).toList(),
                Stream.ofNullable(shape.fixedSubnet()).toList(),
                14,
                new CloudLogin("rekindle", loginEnds, false, List.of("member")));
    }

    @Override
    public synchronized RebuildSighting rebuildFacts(RebuildQuestion question) {
        CloudCluster old = clusters.get(question.uuid());
        return old == null
                ? new RebuildSighting(null)
                : new RebuildSighting(new RebuildFacts(
                        old,
                        List.copyOf(templates),
                        createFacts(question),
                        quota(new QuotaQuestion(question.cluster(), old.templateId(), old.shape(), question.shape()))));
    }

    /** From now on nobody can tell whether Magnum would take a create; null ends it. */
    public synchronized void failCreateFactsWith(@Nullable FailureCode code) {
        createFactsFailing = code;
    }

    /** From now on the image of a template is deactivated. */
    public synchronized void deactivateImageOf(Template template) {
        faulty.add(template.uuid());
    }

    /** From now on the application credential ends then. */
    public synchronized void loginEnds(Instant end) {
        loginEnds = end;
    }

    /** Somebody changes the old cluster. */
    public synchronized void change(UnaryOperator<CloudCluster> how) {
        clusters.computeIfPresent(OLD, (uuid, old) -> how.apply(old));
    }

    /** The clusters that a run has made are gone, as when somebody deletes them. */
    public synchronized void loseNewClusters() {
        clusters.keySet().removeIf(uuid -> !uuid.equals(OLD));
    }

    /** From now on nothing is told of the quota. */
    public synchronized void hideQuota() {
        quotaHidden = true;
    }

    /** From now on the project may have so many instances, of which the old cluster has four. */
    public synchronized void limitInstances(int limit) {
        instancesLimit = limit;
    }

    public synchronized List<CloudCluster> clusters() {
        return List.copyOf(clusters.values());
    }

    /** How often a look came too early or failed. */
    public synchronized int looksInVain() {
        return looksInVain;
    }

    public long count(String kind) {
        return asked.stream().filter(each -> each.startsWith(kind)).count();
    }

    @Override
    public synchronized CloudSighting observe(CloudTarget target) {
        failIfTold();
        if (deniesLooksByUuid && target.uuid() != null) {
            throw Failures.of(FailureCode.ACCESS_DENIED, "Keystone refuses the application credential.");
        }
        return clusters.values().stream()
                .filter(each -> target.uuid() == null
                        || target.uuid().equals(each.identity().uuid()))
                .findFirst()
                .map(each -> new CloudSighting(each, "one cluster"))
                .orElseGet(() -> new CloudSighting(null, "Magnum knows no such cluster."));
    }

    @Override
    public synchronized Templates listTemplates(ClusterInCloud cluster) {
        if (listingFailing != null) {
            throw Failures.of(listingFailing, "Keystone refuses the application credential.");
        }
        return new Templates(List.copyOf(templates));
    }

    @Override
    public synchronized RequestOutcome requestCreate(CreateRequest request) {
        Optional<CloudCluster> own = clusters.values().stream()
                .filter(each -> request.runMark().equals(each.runMark()))
                .findFirst();
        if (own.isPresent()) {
            return new RequestOutcome.Accepted(own.get().identity().uuid(), true, null);
        }
        Template template = template(request.templateId());
        asked.add("create " + template.name());
        waitFailing = onceCreated;
        ClusterUuid uuid = new ClusterUuid("22222222-0000-4000-8000-00000000000" + created++);
        clusters.put(uuid, cluster(uuid, template, "CREATE_IN_PROGRESS", request.runMark(), clock.instant()));
        notAfter.put(uuid, clock.instant().plus(Duration.ofDays(365)));
        if (createsTwice) {
            ClusterUuid twin = new ClusterUuid("33333333-0000-4000-8000-00000000000" + created++);
            clusters.put(twin, cluster(twin, template, "CREATE_IN_PROGRESS", request.runMark(), clock.instant()));
        }
        return new RequestOutcome.Accepted(uuid, false, null);
    }

    @Override
    public synchronized RequestOutcome requestNodeGroup(NodeGroupRequest request) {
        if (refusesNodeGroups) {
            return new RequestOutcome.Refused(403, "Quota exceeded for instances.");
        }
        asked.add("node group " + request.nodeGroup().name());
        return new RequestOutcome.Accepted(request.uuid(), false, null);
    }

    @Override
    public synchronized RequestOutcome requestUpgrade(UpgradeRequest request) {
        if (upgradeFailing != null) {
            looksInVain++;
            throw Failures.of(upgradeFailing, "Keystone refuses the application credential.");
        }
        if (request.templateId().equals(upgradesRefused)) {
            return new RequestOutcome.Refused(400, "The webhook refuses it.");
        }
        Template template = template(request.templateId());
        asked.add("upgrade " + template.name());
        if (template.uuid().equals(waitFailingOnce)) {
            waitFailing = FailureCode.ACCESS_DENIED;
        }
        ClusterUuid uuid = request.identity().uuid();
        boolean expired = isExpired(uuid);
        clusters.put(
                uuid,
                cluster(
                        uuid,
                        template,
                        expired ? "UPDATE_IN_PROGRESS" : "UPDATE_COMPLETE",
                        null,
                        request.identity().createdAt()));
        if (!expired && upgradesRenew) {
            notAfter.put(uuid, clock.instant().plus(Duration.ofDays(365)));
        }
        return new RequestOutcome.Accepted(uuid, false, null);
    }

    @Override
    public synchronized RequestOutcome requestDelete(DeleteRequest request) {
        CloudCluster fresh = clusters.get(request.identity().uuid());
        if (fresh == null || claimsGone-- > 0) {
            return new RequestOutcome.Accepted(request.identity().uuid(), true, null);
        }
        List<String> refusals = TeardownGuard.refusals(request, fresh, signers.proof(request), clock.instant());
        if (!refusals.isEmpty()) {
            throw Failures.of(FailureCode.GUARD_REFUSED, String.join(" ", refusals));
        }
        asked.add("delete " + fresh.identity().uuid());
        if (!deletesHang && !deletesLast) {
            clusters.remove(fresh.identity().uuid());
        }
        return new RequestOutcome.Accepted(fresh.identity().uuid(), false, null);
    }

    /** The first wait is never answered, however often it is asked; those after it are. */
    public synchronized void staySilentDuringTheFirstWait() {
        silentDuringFirstWait = true;
    }

    @Override
    public synchronized AwaitOutcome await(AwaitRequest request) {
        failIfTold();
        String wait = Activity.getExecutionContext().getInfo().getActivityId();
        if (firstWait == null) {
            firstWait = wait;
        }
        if (silentDuringFirstWait && wait.equals(firstWait)) {
            throw Failures.of(FailureCode.UNAVAILABLE, "Magnum does not answer.");
        }
        if (waitFailing != null) {
            looksInVain++;
            throw Failures.of(waitFailing, "Keystone refuses the application credential.");
        }
        CloudCluster cluster = clusters.get(request.uuid());
        int look = looks.merge(wait, 1, Integer::sum);
        if (request.goal() == Goal.GONE) {
            if (cluster == null || claimsGone-- > 0) {
                return new AwaitOutcome.Reached(null);
            }
            if (deletesLast) {
                looksInVain++;
                throw Failures.stillWaiting("DELETE_IN_PROGRESS", request.pollEvery());
            }
            return new AwaitOutcome.Failed("DELETE_FAILED", "The network is in use (409).");
        }
        if (cluster == null) {
            return new AwaitOutcome.Failed("NOT_FOUND", "gone");
        }
        boolean neverEnds = request.goal() == Goal.CREATED
                ? neverUp.contains(cluster.templateId())
                : cluster.status().raw().equals("UPDATE_IN_PROGRESS");
        if (neverEnds || look < 2) {
            looksInVain++;
            throw Failures.stillWaiting(cluster.status() + ", look " + look, request.pollEvery());
        }
        CloudCluster complete = cluster(
                request.uuid(),
                template(cluster.templateId()),
                request.goal() == Goal.CREATED ? "CREATE_COMPLETE" : "UPDATE_COMPLETE",
                cluster.runMark(),
                cluster.identity().createdAt());
        clusters.put(request.uuid(), complete);
        return new AwaitOutcome.Reached(complete);
    }

    @Override
    public Inventory volumes(VolumesOf asked) {
        claimsAsked.addAll(asked.claimed());
        return new Inventory(List.copyOf(volumes), List.copyOf(volumesNotLooked), volumeUsers);
    }

    @Override
    public CloudClaims claims(ClusterIdentityOf cluster) {
        return new CloudClaims(List.copyOf(claims), List.copyOf(claimsNotLooked));
    }

    private Inventory volumes() {
        return new Inventory(List.copyOf(volumes), List.copyOf(volumesNotLooked));
    }

    /** Every volume gets the property, unless it is one of those that refuse. */
    @Override
    public synchronized Protection protect(ClusterIdentityOf cluster) {
        protectCalls++;
        if (protectFailures-- > 0) {
            looksInVain++;
            throw Failures.of(FailureCode.UNAVAILABLE, "Cinder, POST /volumes/vol-1/metadata: HTTP 503, request req-7");
        }
        List<String> notSet = new ArrayList<>();
        for (LeftOver volume : List.copyOf(volumes)) {
            if (volume.keptOnDelete()) {
                continue;
            }
            if (volumesThatRefuse.contains(volume.id())) {
                notSet.add("Volume " + volume.name() + ", UUID " + volume.id()
                        + ", could not get the keep property: 403 (request req-9).");
                continue;
            }
            volumes.set(volumes.indexOf(volume), new LeftOver(volume.type(), volume.id(), volume.name(), true));
            asked.add("keep " + volume.id());
        }
        Inventory seen = volumes();
        if (takesOff) {
            takesOff = false;
            volumes.replaceAll(volume -> new LeftOver(
                    volume.type(), volume.id(), volume.name(), !volume.id().equals("vol-1")));
        }
        return new Protection(notSet, seen);
    }

    /** From now on so many requests to protect volumes meet a service that is down. */
    public synchronized void failProtecting(int times) {
        protectFailures = times;
    }

    /** Somebody takes the property off right after the next look that shows it. */
    public synchronized void takePropertiesOffOnce() {
        takesOff = true;
    }

    /** How often volumes were to be protected. */
    public synchronized int protectCalls() {
        return protectCalls;
    }

    @Override
    public Inventory leftOvers(ClusterIdentityOf cluster) {
        return new Inventory(List.of(new LeftOver(ResourceType.FLOATING_IP, "fip-1", "203.0.113.7", false)), List.of());
    }

    @Override
    public synchronized RunClusters runClusters(RunClustersOf run) {
        List<RunClusters.RunCluster> found = new ArrayList<>();
        for (CloudCluster each : clusters.values()) {
            RunMark mark = each.runMark();
            if (mark != null && mark.value().startsWith(run.run())) {
                found.add(new RunClusters.RunCluster(
                        each.identity().uuid(), each.status().raw(), mark));
            }
        }
        return new RunClusters(found);
    }

    /** An API server that knows not what it is started with never comes up; one that Magnum waits for with an add-on does. */
    private boolean isSilent(CloudCluster cluster) {
        return cluster.templateId().equals(Samples.DOOMED.uuid())
                && cluster.status().raw().equals("CREATE_IN_PROGRESS");
    }

    @Override
    public synchronized CertificateSighting look(Endpoint endpoint) {
        Optional<CloudCluster> served = clusters.values().stream()
                .filter(each -> endpoint.address().equals(each.apiAddress()))
                .findFirst();
        if (served.isEmpty() || served.filter(this::isSilent).isPresent()) {
            return CertificateSighting.none(endpoint.address(), "nobody answers there");
        }
        Instant ends = notAfter(served.get().identity().uuid());
        return new CertificateSighting(
                endpoint.address(),
                new ServedCertificate(
                        "CN=kube-apiserver",
                        List.of("kubernetes"),
                        "CN=kubernetes",
                        ends.minus(Duration.ofDays(365)),
                        ends,
                        "ab"),
                "served",
                null,
                List.of());
    }

    /** Whether the certificate has ended that a cluster serves. */
    synchronized boolean isExpired(ClusterUuid uuid) {
        return !clock.instant().isBefore(notAfter(uuid));
    }

    private Instant notAfter(ClusterUuid uuid) {
        Instant ends = notAfter.get(uuid);
        if (ends == null) {
            throw new IllegalStateException("no certificate for " + uuid);
        }
        return ends;
    }

    private void failIfTold() {
        if (failing != null) {
            looksInVain++;
            throw Failures.of(failing, "Keystone refuses the application credential.");
        }
    }

    private Template template(String uuid) {
        return templates.stream()
                .filter(each -> each.uuid().equals(uuid))
                .findFirst()
                .orElseThrow();
    }

    private static CloudCluster cluster(
            ClusterUuid uuid, Template template, String status, @Nullable RunMark runMark, Instant createdAt) {
        return new CloudCluster(
                new ClusterIdentity(
                        uuid,
                        "binder-pythia-cluster",
                        "binder-pythia-cluster-" + uuid.value().substring(0, 12),
                        createdAt),
                template.uuid(),
                ClusterStatus.of(status),
                null,
                "UNHEALTHY",
                Map.of(),
                "https://" + uuid + ":6443",
                template.kubernetesVersion(),
                Samples.shape(),
                runMark,
                null);
    }
}
