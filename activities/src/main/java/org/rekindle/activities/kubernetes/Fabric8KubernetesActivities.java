// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.heartbeat.TimeLeft;
import org.rekindle.activities.tls.Signer;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.KubernetesActivities;
import org.rekindle.workflows.api.KubernetesActivities.KubernetesTarget;
import org.rekindle.workflows.api.KubernetesActivities.NodesWanted;
import org.rekindle.workflows.api.KubernetesActivities.PodsWanted;
import org.rekindle.workflows.api.KubernetesActivities.ScaleUpProof;
import org.rekindle.workflows.api.KubernetesActivities.ScaleUpRequest;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.observation.OtherAuthority;

/**
 * Looks at clusters with fabric8's client.
 *
 * <p>The waits look once and throw {@code STILL_WAITING} with what they saw; an API that does not answer is waited for as
 * well, except where it refuses our credentials ({@code ACCESS_DENIED}). {@link #proveScaleUp} runs until it knows, since
 * its pod must be removed also when it is cancelled: give it a heartbeat timeout and minutes of time.
 */
public final class Fabric8KubernetesActivities implements KubernetesActivities {

    /** How long a connection may take whose keys are compared, and its handshake. */
    private static final Duration KEYS = Duration.ofSeconds(5);

    private final KubernetesClients clients;
    private final Clock clock;

    /** Activities for the clusters that the clients reach. */
    public Fabric8KubernetesActivities(KubernetesClients clients) {
        this(clients, Clock.systemUTC());
    }

    /** @param clock says whether our own client certificate has expired */
    Fabric8KubernetesActivities(KubernetesClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public ApiSighting look(KubernetesTarget target) {
        try (KubernetesClient client = clients.open(target.kubeconfig())) {
            try {
                List<Node> nodes = nodes(client);
                long ready = nodes.stream().filter(NodeReadiness::ready).count();
                String detail = "The Kubernetes API answers; " + ready + " of " + nodes.size() + " nodes are ready.";
                return ApiSighting.answering(detail, NodeReadiness.sightings(nodes));
            } catch (KubernetesClientException e) {
                return inTrouble(client, e);
            }
        }
    }

    @Override
    public ApiSighting awaitNodes(NodesWanted wanted) {
        try (KubernetesClient client = clients.open(wanted.kubeconfig())) {
            List<Node> nodes;
            try {
                nodes = nodes(client);
            } catch (KubernetesClientException e) {
                throw notYet(client, e, wanted.pollEvery());
            }
            String progress = NodeReadiness.progress(nodes, wanted.readyByGroup());
            if (!NodeReadiness.enough(nodes, wanted.readyByGroup())) {
                throw Failures.stillWaiting(progress, wanted.pollEvery());
            }
            return ApiSighting.answering(progress, NodeReadiness.sightings(nodes));
        }
    }

    @Override
    public ApiSighting awaitPods(PodsWanted wanted) {
        try (KubernetesClient client = clients.open(wanted.kubeconfig())) {
            PodReadiness readiness;
            List<Node> nodes;
            try {
                readiness = PodReadiness.look(client, wanted.namespace());
                nodes = nodes(client);
            } catch (KubernetesClientException e) {
                throw notYet(client, e, wanted.pollEvery());
            }
            if (!readiness.isReady()) {
                throw Failures.stillWaiting(readiness.sentence(wanted.namespace()), wanted.pollEvery());
            }
            return ApiSighting.answering(readiness.sentence(wanted.namespace()), NodeReadiness.sightings(nodes));
        }
    }

    @Override
    public ServiceAddress awaitAddress(ServiceWanted wanted) {
        try (KubernetesClient client = clients.open(wanted.kubeconfig())) {
            try {
                return LoadBalancers.address(client, wanted);
            } catch (KubernetesClientException e) {
                throw notYet(client, e, wanted.pollEvery());
            }
        }
    }

    @Override
    public PodTroubles podTroubles(LabelledPods pods) {
        try (KubernetesClient client = clients.open(pods.kubeconfig())) {
            try {
                return new PodTroubles(PodTrouble.of(client, pods.label()));
            } catch (KubernetesClientException e) {
                throw trouble(client).failure(e);
            }
        }
    }

    @Override
    public ScaleUpProof proveScaleUp(ScaleUpRequest request) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        try (KubernetesClient client = clients.open(request.kubeconfig())) {
            return new ScaleUpProver(client, request, clock, context::heartbeat)
                    .prove(TimeLeft.deadline(context.getInfo()));
        }
    }

    @Override
    public void awaitNodeGone(NodeToGo wanted) {
        try (KubernetesClient client = clients.open(wanted.kubeconfig())) {
            String still;
            try {
                still = NodeRemoval.stillThere(client, wanted.node());
            } catch (KubernetesClientException e) {
                throw notYet(client, e, wanted.pollEvery());
            }
            if (still != null) {
                throw Failures.stillWaiting(still, wanted.pollEvery());
            }
        }
    }

    /**
     * The keys are compared, since Java reports an expired certificate of another authority only as an expired certificate.
     */
    private ApiSighting inTrouble(KubernetesClient client, KubernetesClientException e) {
        ApiTrouble kind = KubernetesFailures.kind(e);
        String sentence = trouble(client).sentence(e);
        boolean doubtful = kind == ApiTrouble.OTHER_AUTHORITY || kind == ApiTrouble.SERVER_CERTIFICATE_EXPIRED;
        Signer.Finding signer = doubtful ? signer(client.getConfiguration()) : null;
        if (signer == null) {
            return ApiSighting.failing(sentence, kind);
        }
        OtherAuthority other = signer.other();
        if (other != null) {
            return new ApiSighting(
                    false,
                    "The Kubernetes API at " + client.getMasterUrl()
                            + " serves a certificate that the authority in our kubeconfig has not signed: that one has the key "
                            + String.join(" or ", other.named()) + ", and " + signedBy(other) + " has signed it.",
                    List.of(),
                    ApiTrouble.OTHER_AUTHORITY,
                    other);
        }
        if (kind == ApiTrouble.OTHER_AUTHORITY) {
            return ApiSighting.failing(sentence, ApiTrouble.OTHER);
        }
        return ApiSighting.failing(sentence, kind);
    }

    private static String signedBy(OtherAuthority other) {
        if (other.key() == null) {
            return "another key";
        }
        return "the key " + other.key();
    }

    private static Signer.@Nullable Finding signer(Config config) {
        String authority = config.getCaCertData();
        try {
            if (authority == null) {
                return null;
            }
            return Signer.of(
                    config.getMasterUrl(),
                    new String(Base64.getMimeDecoder().decode(authority), StandardCharsets.US_ASCII),
                    KEYS);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private ApplicationFailure notYet(KubernetesClient client, KubernetesClientException e, Duration pollEvery) {
        KubernetesFailures trouble = trouble(client);
        return switch (e.getCode()) {
            case 401, 403 -> trouble.failure(e);
            default -> Failures.stillWaiting(trouble.sentence(e), pollEvery);
        };
    }

    private KubernetesFailures trouble(KubernetesClient client) {
        return new KubernetesFailures(client.getConfiguration(), clock);
    }

    private static List<Node> nodes(KubernetesClient client) {
        return client.nodes().list().getItems();
    }
}
