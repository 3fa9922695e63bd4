// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.rekindle.lab.plane.LiveCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The public web of the lab: every published site with its BinderHub and its JupyterHub. */
public final class SimulatedHubs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedHubs.class);
    private static final String BINDER_VERSION = "1.0.0-0.dev.git.3867.h7ed3d9f";
    private static final String HUB_VERSION = "5.5.1";
    private static final String EVENT_STREAM = "text/event-stream";

    private final Ingress ingress;
    private final SimulatedRegistry registry;
    private final HubSettings settings;
    private final UserServers servers;
    private final Launcher launcher;
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> daemon(task, "hub-worker"));
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(1, task -> daemon(task, "hub-culler"));
    private final Map<String, HubSite> sites = new ConcurrentHashMap<>();
    private final Javalin server;

    /**
     * Prepares; {@link #start()} listens.
     *
     * @param clusters finds the cluster that serves for a name now
     */
    public SimulatedHubs(
            Function<String, Optional<LiveCluster>> clusters, SimulatedRegistry registry, HubSettings settings) {
        this.ingress = new Ingress(clusters, settings.login());
        this.registry = registry;
        this.settings = settings;
        this.servers = new UserServers(settings, timer);
        this.launcher = new Launcher(registry, servers, settings, workers);
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            routes(config.routes);
        });
    }

    /** Listens on a free port of the loopback interface. */
    public SimulatedHubs start() {
        server.start("127.0.0.1", 0);
        return this;
    }

    /** Gives a site its public addresses; call after {@link #start()}. */
    public HubAddresses publish(HubSite site) {
        sites.put(site.clusterName(), site);
        return addresses(site);
    }

    /** The token of every user's server there ever was, by its user: secrets all. */
    public Map<String, String> userTokens() {
        return servers.tokensGivenOut();
    }

    @Override
    public void close() {
        workers.shutdownNow();
        timer.shutdownNow();
        server.stop();
    }

    private HubAddresses addresses(HubSite site) {
        String base = "http://127.0.0.1:" + server.port() + "/" + site.clusterName();
        return new HubAddresses(URI.create(base + "/binder/"), URI.create(base + "/jupyterhub/"));
    }

    private void routes(RoutesConfig routes) {
        routes.get("/{cluster}/binder/build/{provider}/<spec>", this::build);
        routes.get("/{cluster}/binder/health", this::binderHealth);
        routes.get("/{cluster}/binder/versions", this::binderVersions);
        routes.get("/{cluster}/jupyterhub/hub/api/health", this::hubHealth);
        routes.get("/{cluster}/jupyterhub/hub/api", this::hubVersion);
        new HubApi(
                        ingress,
                        this::site,
                        site -> addresses(site).hub(),
                        new HubUsers(servers, workers),
                        servers,
                        settings)
                .routes(routes);
        new UserServerApi(ingress, this::site, servers, settings).routes(routes);
    }

    private void build(Context context) throws IOException, InterruptedException {
        HubSite site = site(context);
        Optional<LiveCluster> cluster = through(context, site, "binder");
        if (cluster.isEmpty()) {
            return;
        }
        context.contentType(EVENT_STREAM).header("Cache-Control", "no-cache");
        List<String> accepted = Arrays.stream(
                        Optional.ofNullable(context.header("Accept")).orElse("").split("[;,]"))
                .map(String::strip)
                .toList();
        if (!accepted.contains(EVENT_STREAM)) {
            context.status(HttpStatus.BAD_REQUEST)
                    .result("data: " + Events.failed(400, "Missing Accept header: text/event-stream") + "\n\n");
            return;
        }
        Feed feed = new Feed();
        String provider = context.pathParam("provider");
        Optional<RepoSpec> spec = RepoSpec.parse(context.pathParam("spec"));
        if (!provider.equals("gh")) {
            feed.publish(Events.failed("No provider found for prefix " + provider));
            feed.end();
        } else if (spec.isEmpty()) {
            feed.publish(Events.failed(
                    "Spec is not of the form \"user/repo/ref\", provided: \"" + context.pathParam("spec") + "\"."));
            feed.end();
        } else {
            HubAddresses addresses = addresses(site);
            LaunchRequest request = new LaunchRequest(
                    cluster.get(), site, spec.get(), addresses.binder(), addresses.hub(), context.ip());
            workers.execute(() -> launcher.run(request, feed));
        }
        Duration linger = spec.isPresent() ? settings.lingerAfter() : Duration.ZERO;
        try {
            new EventStream(context.outputStream(), settings.keepAliveEvery()).send(feed, linger);
        } catch (IOException gone) {
            LOG.debug("a visitor left the build of {}", context.path());
        }
    }

    private void binderHealth(Context context) {
        HubSite site = site(context);
        Optional<LiveCluster> cluster = through(context, site, "binder");
        if (cluster.isEmpty()) {
            return;
        }
        int builds;
        int users;
        try (KubernetesClient client = cluster.get().connect()) {
            builds = count(client, site, HubPods.BUILD_LABEL);
            users = count(client, site, HubPods.USER_LABEL);
        } catch (KubernetesClientException unreachable) {
            LOG.debug("the health check of {} cannot count pods", site.clusterName(), unreachable);
            context.status(HttpStatus.INTERNAL_SERVER_ERROR)
                    .contentType("text/html; charset=UTF-8")
                    .result("<html><title>500: Internal Server Error</title>"
                            + "<body>500: Internal Server Error</body></html>");
            return;
        }
        boolean registryAnswers = HubConfiguration.read(cluster.get().eyes(), site.namespace())
                .pushCredentials()
                .filter(registry::accepts)
                .isPresent();
        boolean hubAnswers = ingress.hasReadyPods(cluster.get(), site, List.of("hub", "proxy"));
        Map<String, Object> quota = new LinkedHashMap<>();
        quota.put("service", "Pod quota");
        quota.put("total_pods", builds + users);
        quota.put("build_pods", builds);
        quota.put("user_pods", users);
        quota.put("quota", null);
        quota.put("ok", true);
        quota.put("_ignore_failure", true);
        boolean healthy = registryAnswers && hubAnswers;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ok", healthy);
        body.put(
                "checks",
                List.of(check("Docker registry", registryAnswers), check("JupyterHub API", hubAnswers), quota));
        json(context.status(healthy ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE), body);
    }

    private void binderVersions(Context context) {
        if (through(context, site(context), "binder").isPresent()) {
            json(
                    context,
                    Map.of(
                            "builder_info",
                            Map.of("build_image", HubPods.BUILD_IMAGE),
                            "binderhub",
                            BINDER_VERSION,
                            "builder",
                            "binderhub.build.KubernetesBuildExecutor"));
        }
    }

    private void hubHealth(Context context) {
        if (through(context, site(context), "proxy", "hub").isPresent()) {
            context.status(HttpStatus.OK).header("X-JupyterHub-Version", HUB_VERSION);
        }
    }

    private void hubVersion(Context context) {
        if (through(context, site(context), "proxy", "hub").isPresent()) {
            json(context.header("X-JupyterHub-Version", HUB_VERSION), Map.of("version", HUB_VERSION));
        }
    }

    private Optional<LiveCluster> through(Context context, HubSite site, String... deployments) {
        return ingress.through(context, site, List.of(deployments));
    }

    private HubSite site(Context context) {
        return Optional.ofNullable(sites.get(context.pathParam("cluster")))
                .orElseThrow(() -> new NotFoundResponse("no such site"));
    }

    private static int count(KubernetesClient client, HubSite site, String component) {
        return client.pods()
                .inNamespace(site.namespace())
                .withLabel("component", component)
                .list()
                .getItems()
                .size();
    }

    private static Map<String, Object> check(String service, boolean ok) {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("service", service);
        check.put("ok", ok);
        return check;
    }

    private static void json(Context context, Object body) {
        context.contentType("application/json").result(HubJson.text(body));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
