// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.identity.EndpointURLResolver;
import org.openstack4j.api.types.Facing;
import org.openstack4j.model.identity.URLResolverParams;
import org.openstack4j.model.identity.v3.Endpoint;
import org.openstack4j.model.identity.v3.Service;
import org.openstack4j.model.identity.v3.Token;
import org.rekindle.activities.http.HttpAddress;
import org.rekindle.activities.http.NoHttpAddress;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.cloudsfile.CloudEntry;
import org.rekindle.activities.openstack.cloudsfile.ServiceSettings;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Finds a service's endpoint as the cloud's entry says or, where it says nothing, in the catalogue, or fails.
 *
 * <p>openstack4j's own resolver answers with the URL of Keystone when it finds nothing, and takes the first of several that
 * look alike. A 404 from the wrong service reads as "no clusters", after which an operator would build a second one; therefore
 * nothing is guessed here.
 */
public final class StrictEndpoints implements EndpointURLResolver {

    /** Before the whole catalogue, which stands at the end of a sentence. */
    public static final String OFFERS = " The catalogue offers: ";

    /** What one entry of a catalogue may take of a sentence. */
    private static final int LONGEST = 80;

    private static final int MOST = 60;

    private final CloudEntry cloud;

    StrictEndpoints(CloudEntry cloud) {
        this.cloud = cloud;
    }

    @Override
    public String findURLV2(URLResolverParams params) {
        throw Failures.of(
                FailureCode.MISCONFIGURED,
                cloud.file() + ": clouds." + cloud.name()
                        + ".identity_api_version: only version 3 is supported; use 3.");
    }

    @Override
    public String findURLV3(URLResolverParams params) {
        for (CloudService service : CloudService.values()) {
            if (service.type() == params.type) {
                return url(service, params.token);
            }
        }
        throw new IllegalArgumentException("Rekindle does not use " + params.type);
    }

    private String url(CloudService service, Token token) {
        ServiceSettings own = cloud.of(service);
        String project = project(token);
        if (own.endpoint() != null) {
            return usable(service, own.endpoint(), project, cloud.file() + " names ");
        }
        if (service == CloudService.IDENTITY) {
            return cloud.authUrl().toString();
        }
        return usable(service, find(service, token), project, "The catalogue of " + cloud + " names ");
    }

    private static @Nullable String project(Token token) {
        if (token.getProject() == null) {
            return null;
        }
        return token.getProject().getId();
    }

    private String usable(CloudService service, String written, @Nullable String project, String source) {
        try {
            return HttpAddress.of(service.versioned(whole(written, project)))
                    .uri()
                    .toString();
        } catch (NoHttpAddress e) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    source + service.label() + " at an address that cannot be used: " + e.problem() + ". "
                            + capital(e.cure()) + ", as " + override(service) + " of clouds." + cloud.name() + " in "
                            + cloud.file() + ".");
        }
    }

    private static String whole(String written, @Nullable String project) {
        if (project == null) {
            return written;
        }
        return ServiceSettings.filledIn(written, project);
    }

    private static String override(CloudService service) {
        return service.settingNames().get(service.settingNames().size() - 1) + "_endpoint_override";
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private String find(CloudService service, Token token) {
        List<? extends Service> catalogue = Objects.requireNonNullElse(token.getCatalog(), List.of());
        for (Set<String> types : types(service)) {
            for (Facing facing : facings(service)) {
                List<String> urls = endpoints(service, catalogue, types, facing)
                        .filter(endpoint -> endpoint.getUrl() != null)
                        .map(endpoint -> endpoint.getUrl().toString())
                        .toList();
                if (urls.stream().map(service::versioned).distinct().count() == 1) {
                    return urls.get(0);
                }
                if (!urls.isEmpty()) {
                    throw severalOf(service, facing, urls);
                }
            }
        }
        throw noneOf(service, catalogue);
    }

    /** The sets of types, the preferred first; one that the cloud's entry names goes before all others. */
    private List<Set<String>> types(CloudService service) {
        String own = cloud.of(service).type();
        if (own == null) {
            return service.catalogueTypes();
        }
        List<Set<String>> types = new ArrayList<>(List.of(Set.of(own)));
        if (service.catalogueTypes().stream().anyMatch(known -> known.contains(own))) {
            types.addAll(service.catalogueTypes());
        }
        return types;
    }

    private List<Facing> facings(CloudService service) {
        List<Facing> own = cloud.of(service).facings();
        if (own == null) {
            return cloud.facings();
        }
        return own;
    }

    private @Nullable String region(CloudService service) {
        String own = cloud.of(service).region();
        if (own == null) {
            return cloud.region();
        }
        return own;
    }

    private Stream<? extends Endpoint> endpoints(
            CloudService service, List<? extends Service> catalogue, Set<String> types, Facing facing) {
        String name = cloud.of(service).name();
        String region = region(service);
        return catalogue.stream()
                .filter(listed -> service.isListedAs(listed, types))
                .filter(listed -> name == null || listed.getName() == null || name.equals(listed.getName()))
                .flatMap(listed -> listed.getEndpoints().stream())
                .filter(endpoint -> endpoint.getIface() == facing)
                .filter(endpoint -> region == null || region.equals(endpoint.getRegion()));
    }

    private RuntimeException severalOf(CloudService service, Facing facing, List<String> urls) {
        return Failures.of(
                FailureCode.AMBIGUOUS,
                "The catalogue of " + cloud + " lists more than one " + service.label() + " with the interface "
                        + facing.value() + ": " + String.join(", ", urls) + ". Set region_name for the cloud in "
                        + cloud.file() + ".");
    }

    private RuntimeException noneOf(CloudService service, List<? extends Service> catalogue) {
        String thatHasUrl = isListed(service, catalogue) ? " that has an http or https URL" : "";
        String inRegion = Optional.ofNullable(region(service))
                .map(region -> " in region " + region)
                .orElse("");
        String facings = facings(service).stream().map(Facing::value).collect(Collectors.joining(" or "));
        return Failures.of(
                FailureCode.MISCONFIGURED,
                "The catalogue of " + cloud + " has no " + service.label() + " (type " + service.typesInWords()
                        + ") with the interface " + facings + inRegion + thatHasUrl
                        + ". Check region_name and interface of the cloud in " + cloud.file() + ", or set "
                        + override(service) + " there." + OFFERS + offers(catalogue) + ".");
    }

    private boolean isListed(CloudService service, List<? extends Service> catalogue) {
        return types(service).stream()
                .anyMatch(types -> facings(service).stream()
                        .anyMatch(facing -> endpoints(service, catalogue, types, facing)
                                .findAny()
                                .isPresent()));
    }

    private static String offers(List<? extends Service> catalogue) {
        String offers = catalogue.stream()
                .limit(MOST)
                .map(service -> shortened(service.getType()) + " (" + shortened(service.getName()) + ": "
                        + service.getEndpoints().stream()
                                .limit(MOST)
                                .map(endpoint -> endpoint.getIface().value() + " in " + shortened(endpoint.getRegion()))
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + ")")
                .collect(Collectors.joining("; "));
        if (offers.isEmpty()) {
            return "nothing";
        }
        if (catalogue.size() > MOST) {
            return offers + "; and more";
        }
        return offers;
    }

    private static String shortened(@Nullable String text) {
        String known = Objects.requireNonNullElse(text, "no name");
        if (known.length() <= LONGEST) {
            return known;
        }
        return known.substring(0, LONGEST) + "…";
    }
}
