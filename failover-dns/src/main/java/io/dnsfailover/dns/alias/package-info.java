/**
 * ANAME: resolves the names that it points at and puts their addresses in its place.
 *
 * <p>{@code AliasResolver} asks recursive resolvers and keeps what it knows up to date; {@code AliasPublisher} writes the addresses to
 * a name server, {@code AliasDirectory} gives them to an answerer.
 */
@NullMarked
package io.dnsfailover.dns.alias;

import org.jspecify.annotations.NullMarked;
