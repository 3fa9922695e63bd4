// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.orphans;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.client.Pages;
import org.rekindle.activities.openstack.client.ServiceAnswer;
import org.rekindle.activities.openstack.client.ServiceCall;
import org.rekindle.activities.openstack.inventory.LeftOverSearch;
import org.rekindle.activities.openstack.magnum.MagnumCluster;
import org.rekindle.activities.openstack.magnum.MagnumService;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.plan.SealedSweep;
import org.rekindle.workflows.model.plan.SweepItem;
import org.rekindle.workflows.model.plan.SweepList;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.teardown.SweepGuard;

/**
 * Deletes what a cluster that is gone has left behind. A tool for people, not for workflows.
 *
 * <p>The only way to a delete is {@link #carryOut}, and it goes like this:
 *
 * <ol>
 *   <li>Look at Magnum and make the list again; {@link SweepGuard} must have no objection to what was sealed and approved.
 *   <li>Take the things of the sealed list one by one, in the order of {@link OrphanKind}.
 *   <li>Look at Magnum again: a cluster that is there stops the sweep.
 *   <li>Look at the very thing: gone is good; one that {@link OrphanRule} would not sweep now, or that has another name, stays.
 *   <li>Delete it by its id, and wait until it is gone, since it blocks the delete of the next.
 * </ol>
 *
 * <p>Properties: nothing without the cluster's own mark is deleted, nor anything that the sealed list does not name; what
 * fails is reported with the request id and does not stop the others; and it may be run again.
 */
public final class OrphanSweep {

    /** Ids go into paths, so the id that a service reports must not lead to another thing. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final OpenStackSession session;
    private final ClusterProfile profile;
    private final Clock clock;
    private final Duration patience;
    private final Duration pollEvery;

    /**
     * A tool for one cluster.
     *
     * @param patience how long one thing may take to go
     */
    public OrphanSweep(Clouds clouds, ClusterProfile profile, Clock clock, Duration patience, Duration pollEvery) {
        this.session = clouds.of(profile.cloud());
        this.profile = profile;
        this.clock = clock;
        this.patience = patience;
        this.pollEvery = pollEvery;
    }

    /** What became of one thing. */
    public enum Outcome {
        DELETED,
        /** It was gone already. */
        GONE,
        /** It is there: it has changed since the list was made. */
        STAYS,
        FAILED,
        /** The sweep was stopped before it. */
        NOT_TRIED
    }

    /** What became of one thing, in a sentence. */
    public record Result(ResourceType type, String id, String name, Outcome outcome, String sentence) {

        /** Whether it is gone, as was wanted. */
        public boolean isGood() {
            return outcome == Outcome.DELETED || outcome == Outcome.GONE;
        }
    }

    /** Looks at what the cluster left. Changes nothing. */
    public SweepList look(ClusterIdentity cluster, boolean withVolumes, Instant time) {
        LeftOverSearch search = new LeftOverSearch(session, cluster);
        Inventory inventory = search.everything();
        OrphanRule rule = rule(cluster, withVolumes);
        Set<String> going = goingAlong(search.nodes(), new OwnershipMark(cluster));
        List<SweepItem> items = search.nodes().entrySet().stream()
                .map(found -> rule.judge(found.getKey(), found.getValue(), going))
                .toList();
        return new SweepList(profile.cluster(), cluster, withVolumes, items, inventory.notLooked(), time);
    }

    /** The ports that go with what carries the mark: those of its load balancers, and the legs of its routers in its networks. */
    private static Set<String> goingAlong(Map<LeftOver, JsonNode> nodes, OwnershipMark mark) {
        Set<String> marked = new HashSet<>();
        Set<String> going = new HashSet<>();
        nodes.forEach((thing, node) -> {
            if (mark.on(thing.type(), node) != null) {
                marked.add(thing.id());
                if (thing.type() == ResourceType.LOAD_BALANCER) {
                    going.add(node.path("vip_port_id").asText(""));
                }
            }
        });
        nodes.forEach((thing, node) -> {
            if (node.path("device_owner").asText("").startsWith("network:router_interface")
                    && marked.contains(node.path("device_id").asText(""))
                    && marked.contains(node.path("network_id").asText(""))) {
                going.add(thing.id());
            }
        });
        return Set.copyOf(going);
    }

    /** What Magnum says of the cluster now, a sentence each; empty when it is gone. */
    public List<String> alive(ClusterIdentity cluster) {
        Set<String> sentences = new LinkedHashSet<>();
        for (MagnumCluster listed : new MagnumService(session).listed().all()) {
            MagnumCluster each = withStack(listed);
            if (each != null
                    && (each.uuid().equals(cluster.uuid()) || cluster.stackId().equals(each.stackId()))) {
                sentences.add(alive(each));
            }
        }
        MagnumCluster known = new MagnumService(session).cluster(cluster.uuid());
        if (known != null) {
            sentences.add(alive(known));
        }
        return List.copyOf(sentences);
    }

    private static String alive(MagnumCluster cluster) {
        return "Magnum still has the cluster: " + cluster.name() + ", UUID " + cluster.uuid() + ", is "
                + cluster.status() + ". What belongs to it is not left over.";
    }

    /** A list of an old Magnum leaves the stack out. */
    private @Nullable MagnumCluster withStack(MagnumCluster listed) {
        if (listed.stackId() == null) {
            return new MagnumService(session).cluster(listed.uuid());
        }
        return listed;
    }

    /**
     * Sweeps what the sealed list says.
     *
     * @param begun whether a sweep has begun under this very approval
     * @param begins called once, after all objections have been looked for and before the first delete
     * @throws ApplicationFailure {@code GUARD_REFUSED} when there are objections; nothing was deleted then
     */
    public List<Result> carryOut(SealedSweep approved, boolean begun, Runnable begins) {
        ClusterIdentity cluster = approved.list().identity();
        boolean withVolumes = approved.list().withVolumes();
        Instant now = clock.instant();
        List<String> refusals =
                SweepGuard.refusals(approved, look(cluster, withVolumes, now), alive(cluster), begun, now);
        if (!refusals.isEmpty()) {
            throw Failures.of(FailureCode.GUARD_REFUSED, "Nothing was deleted. " + String.join("\n", refusals));
        }
        begins.run();
        return sweep(approved.list(), rule(cluster, withVolumes));
    }

    private List<Result> sweep(SweepList list, OrphanRule rule) {
        List<Result> results = new ArrayList<>();
        String stopped = null;
        for (OrphanKind kind : OrphanKind.values()) {
            for (SweepItem item : list.swept()) {
                if (OrphanKind.of(item.type()).filter(kind::equals).isPresent()) {
                    if (stopped == null) {
                        stopped = stop(list.identity());
                    }
                    if (stopped == null) {
                        results.add(sweep(kind, item, rule, networks(list)));
                    } else {
                        results.add(result(item, Outcome.NOT_TRIED, stopped));
                    }
                }
            }
        }
        return List.copyOf(results);
    }

    /** Why nothing more may be deleted, null when it may. Not knowing is a reason. */
    private @Nullable String stop(ClusterIdentity cluster) {
        try {
            List<String> alive = alive(cluster);
            if (alive.isEmpty()) {
                return null;
            }
            return String.join(" ", alive);
        } catch (ApplicationFailure failure) {
            return "Magnum does not say whether the cluster is gone: " + failure.getOriginalMessage();
        }
    }

    private static Set<String> networks(SweepList list) {
        Set<String> networks = new HashSet<>();
        list.swept().stream()
                .filter(item -> item.type() == ResourceType.NETWORK)
                .forEach(item -> networks.add(item.id()));
        return networks;
    }

    private Result sweep(OrphanKind kind, SweepItem item, OrphanRule rule, Set<String> networks) {
        try {
            return delete(kind, item, rule, networks);
        } catch (ApplicationFailure failure) {
            return result(item, Outcome.FAILED, failure.getOriginalMessage());
        }
    }

    private Result delete(OrphanKind kind, SweepItem item, OrphanRule rule, Set<String> networks) {
        if (!ID.matcher(item.id()).matches()) {
            return result(item, Outcome.FAILED, "Its id is not valid.");
        }
        String path = kind.path(item.id(), kind == OrphanKind.APPLICATION_CREDENTIAL ? own("user") : "");
        JsonNode fresh = fresh(kind, path);
        if (fresh == null) {
            return result(item, Outcome.GONE, "It is gone already.");
        }
        // What the list says is compared with the thing itself, looked at a moment ago.
        SweepItem now = rule.judge(LeftOverSearch.leftOver(item.type(), fresh), fresh, Set.of());
        if (!now.swept() || !now.name().equals(item.name()) || !now.id().equals(item.id())) {
            return result(
                    item, Outcome.STAYS, "Not deleted: it is called " + now.name() + " now, and " + now.why() + ".");
        }
        if (kind == OrphanKind.ROUTER) {
            String foreign = takeOff(item.id(), networks);
            if (foreign != null) {
                return result(item, Outcome.STAYS, foreign);
            }
        }
        ServiceAnswer answer = session.send(delete(kind, path));
        if (answer.isNotFound()) {
            return result(item, Outcome.GONE, "It is gone already.");
        }
        answer.required();
        return awaitGone(kind, item, path, answer);
    }

    private static ServiceCall delete(OrphanKind kind, String path) {
        ServiceCall call = ServiceCall.delete(kind.service(), path);
        if (kind == OrphanKind.LOAD_BALANCER) {
            return call.withQuery("cascade", "true");
        }
        return call;
    }

    /** Takes a router off its subnets. Null when it is off; a sentence when it leads to another cluster's network. */
    private @Nullable String takeOff(String router, Set<String> networks) {
        List<JsonNode> interfaces = Pages.all(
                        session.send(
                                ServiceCall.get(CloudService.NETWORK, "/ports").withQuery("device_id", router)),
                        session::send,
                        "ports")
                .stream()
                .filter(port -> port.path("device_id").asText().equals(router)
                        && port.path("device_owner").asText().startsWith("network:router_interface"))
                .toList();
        for (JsonNode port : interfaces) {
            if (!networks.contains(port.path("network_id").asText())) {
                return "Not deleted: it leads to network "
                        + port.path("network_id").asText() + ", which is not swept with it.";
            }
        }
        for (JsonNode port : interfaces) {
            ServiceAnswer answer = session.send(ServiceCall.put(
                    CloudService.NETWORK,
                    "/routers/" + router + "/remove_router_interface",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("port_id", port.path("id").asText())));
            if (!answer.isNotFound()) {
                answer.required();
            }
        }
        return null;
    }

    private Result awaitGone(OrphanKind kind, SweepItem item, String path, ServiceAnswer deleted) {
        Instant until = clock.instant().plus(patience);
        while (true) {
            JsonNode there = fresh(kind, path);
            if (there == null) {
                return result(item, Outcome.DELETED, "Deleted (" + deleted.inWords() + ").");
            }
            if (!clock.instant().isBefore(until)) {
                String status = there.path("provisioning_status")
                        .asText(there.path("status").asText("there"));
                return result(
                        item,
                        Outcome.FAILED,
                        "The delete was accepted (" + deleted.inWords() + "), but it is still there: " + status + ".");
            }
            rest();
        }
    }

    private void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(pollEvery.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.of(FailureCode.UNAVAILABLE, "Interrupted while it was waited for.");
        }
    }

    /** The thing as it is now; null when it is gone. Octavia shows what it has deleted for a while. */
    private @Nullable JsonNode fresh(OrphanKind kind, String path) {
        ServiceAnswer answer = session.send(ServiceCall.get(kind.service(), path));
        if (answer.isNotFound()) {
            return null;
        }
        JsonNode thing = answer.required().body().path(kind.key());
        if (thing.path("provisioning_status").asText("").equals("DELETED")) {
            return null;
        }
        return thing;
    }

    private OrphanRule rule(ClusterIdentity cluster, boolean withVolumes) {
        return new OrphanRule(cluster, withVolumes, own("project"), own("application_credential"));
    }

    /** The id of our own user, project or application credential, empty when there is none. */
    private String own(String what) {
        return session.ownToken()
                .required()
                .body()
                .path("token")
                .path(what)
                .path("id")
                .asText("");
    }

    private static Result result(SweepItem item, Outcome outcome, String sentence) {
        return new Result(item.type(), item.id(), item.name(), outcome, sentence);
    }
}
