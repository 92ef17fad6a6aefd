-- What a build of the recommendations was made from, so that a night that brought nothing builds nothing.

-- AlterTable
ALTER TABLE "recommendation_build" ADD COLUMN     "data_version" BIGINT,
ADD COLUMN     "definition_version" INTEGER;
