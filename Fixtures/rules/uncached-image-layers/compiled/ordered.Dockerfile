FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src
COPY pom.xml ./
RUN mvn -B dependency:go-offline
# wattlint-ok: uncached-image-layers
COPY . .
RUN mvn -B package -DskipTests
